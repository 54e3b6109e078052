import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { atTheEdge } from './at-the-edge.mjs';
import { refusesFlags } from './flags.mjs';
import { house } from './places.mjs';
import { prepareStation } from './prepare.mjs';
import { describeLacks, prepareTests } from './prepare-tests.mjs';
import { runNode24 } from './run-node-24.mjs';
import { readPlaywright, readPlaywrightList, readVitest } from './test-reports.mjs';

const folder = path.join(house, '.cache/test');
const vitestReport = path.join(folder, 'vitest.json');
const playwrightReport = path.join(folder, 'playwright.json');

async function runBrowserTests(/** @type {readonly string[]} */ flags) {
  rmSync(playwrightReport, { force: true });
  return runNode24(['node_modules/@playwright/test/cli.js', 'test', '-c', 'tests/e2e/playwright.config.ts', ...flags], {
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
  });
}

/** Without a browser its tests are counted as skipped, and those that bring a window of their own run. */
async function browserReports(/** @type {string | undefined} */ lack) {
  const all = ['--reporter=list,json'];
  if (lack === undefined) return [readPlaywright(playwrightReport, await runBrowserTests(all))];
  const own = readPlaywright(playwrightReport, await runBrowserTests(['tests/e2e/electron', ...all]));
  const listed = await runBrowserTests(['tests/e2e/browser', '--list', '--reporter=json']);
  return [own, readPlaywrightList(playwrightReport, listed, lack)];
}

/** Unit, integration and native tests first, then the browser; one closing line over all. */
await atTheEdge(async () => {
  if (refusesFlags('npm test', process.argv.slice(2), [])) return 2;
  await prepareStation();
  const lacks = await prepareTests();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const vitest = await runNode24([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ]);
  const browser = lacks.find(({ need }) => need.name === 'a browser');
  const reports = [readVitest(vitestReport, vitest), ...(await browserReports(browser?.reason))];
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    reports.reduce((all, report) => all + report[key], 0);
  const skips = reports.flatMap((report) => report.skips);
  if (skips.length > 0)
    console.log(`\nSkipped, and what this machine lacks for it:\n${skips.map((line) => `  ${line}`).join('\n')}`);
  for (const line of describeLacks(lacks)) console.log(line);
  const failures = reports.flatMap((report) => report.failures);
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((line) => `  ${line}`).join('\n')}`);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
});
