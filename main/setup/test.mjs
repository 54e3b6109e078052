import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { atTheEdge } from './at-the-edge.mjs';
import { refusesFlags } from './flags.mjs';
import { house } from './places.mjs';
import { prepareBrowser, prepareStation } from './prepare.mjs';
import { runNode24 } from './run-node-24.mjs';
import { readPlaywright, readVitest } from './test-reports.mjs';

const folder = path.join(house, '.cache/test');
const vitestReport = path.join(folder, 'vitest.json');
const playwrightReport = path.join(folder, 'playwright.json');

/** Unit, integration and native tests first, then the browser; one closing line over all. */
await atTheEdge(async () => {
  if (refusesFlags('npm test', process.argv.slice(2), [])) return 2;
  await prepareStation();
  await prepareBrowser();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const vitest = await runNode24([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ]);
  const browser = await runNode24(
    ['node_modules/@playwright/test/cli.js', 'test', '-c', 'tests/e2e/playwright.config.ts', '--reporter=list,json'],
    { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport } },
  );
  const reports = [readVitest(vitestReport, vitest), readPlaywright(playwrightReport, browser)];
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    reports.reduce((all, report) => all + report[key], 0);
  const skips = reports.flatMap((report) => report.skips);
  if (skips.length > 0)
    console.log(`\nSkipped, and what this machine lacks for it:\n${skips.map((line) => `  ${line}`).join('\n')}`);
  const failures = reports.flatMap((report) => report.failures);
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((line) => `  ${line}`).join('\n')}`);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
});
