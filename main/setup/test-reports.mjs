import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { house } from './places.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number, skips: string[], failures: string[] }} Tally */

/** @returns {Tally} A runner that left no report, or failed without naming a test, counts as one failure. */
const broken = (/** @type {string} */ runner, /** @type {number} */ code) => ({
  passed: 0,
  failed: 1,
  skipped: 0,
  skips: [],
  failures: [`${runner} ended with code ${code} and no report`],
});

const read = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8'));

const unexplained = 'it was skipped, and its name does not say what this machine lacks';

/**
 * A test or a description that was left out, up to the title that says why: what lies below it is left out with it.
 * @typedef {{ title: string, ancestorTitles: string[] }} Titled
 */
function whatIsLeftOut(/** @type {Titled} */ { title, ancestorTitles }) {
  const titles = [...ancestorTitles, title];
  const reason = titles.findIndex((name) => name.includes('(skipped: '));
  return reason === -1 ? undefined : titles.slice(0, reason + 1).join(' ');
}

/** @returns {Tally} */
export function readVitest(/** @type {string} */ file, /** @type {number} */ code) {
  if (!existsSync(file)) return broken('vitest', code);
  /** @type {{ testResults: { name: string, status: string, message: string, assertionResults: (Titled & { status: string, fullName: string })[] }[] }} */
  const report = read(file);
  /** @type {Tally} */
  const tally = { passed: 0, failed: 0, skipped: 0, skips: [], failures: [] };
  for (const suite of report.testResults) {
    const where = path.relative(house, suite.name);
    /** @type {Map<string, number>} */
    const leftOut = new Map();
    if (suite.status === 'failed' && suite.assertionResults.every((test) => test.status !== 'failed')) {
      tally.failed += 1;
      tally.failures.push(
        `${where}: ${suite.message.split('\n')[0] || 'its process ended before its tests were through'}`,
      );
    }
    for (const test of suite.assertionResults) {
      if (test.status === 'passed') tally.passed += 1;
      else if (test.status === 'failed') {
        tally.failed += 1;
        tally.failures.push(`${where}: ${test.fullName}`);
      } else {
        const what = whatIsLeftOut(test);
        tally.skipped += 1;
        leftOut.set(what ?? test.fullName, (leftOut.get(what ?? test.fullName) ?? 0) + 1);
        // Where a suite has failed by itself, its tests were never begun.
        if (what !== undefined || suite.status === 'failed') continue;
        tally.failed += 1;
        tally.failures.push(`${where}: ${test.fullName}: ${unexplained}`);
      }
    }
    for (const [what, count] of leftOut) tally.skips.push(`${where}: ${what}${count === 1 ? '' : `: ${count} tests`}`);
  }
  if (code !== 0 && tally.failed === 0) return { ...tally, failed: 1, failures: [`vitest ended with code ${code}`] };
  return tally;
}

/** @typedef {{ title: string, file: string, suites?: PlaywrightSuite[], specs: { title: string, tests: { status: string, annotations: { type: string, description?: string }[] }[] }[] }} PlaywrightSuite */

/** @returns {Tally} */
export function readPlaywright(/** @type {string} */ file, /** @type {number} */ code) {
  if (!existsSync(file)) return broken('playwright', code);
  /** @type {{ suites: PlaywrightSuite[], errors: { message?: string }[] }} */
  const report = read(file);
  /** @type {Tally} */
  const tally = { passed: 0, failed: 0, skipped: 0, skips: [], failures: [] };
  const walk = (/** @type {PlaywrightSuite} */ suite) => {
    for (const spec of suite.specs) {
      for (const test of spec.tests) {
        const line = `tests/e2e/${suite.file}: ${spec.title}`;
        if (test.status === 'expected' || test.status === 'flaky') tally.passed += 1;
        else if (test.status === 'skipped') {
          const reason = test.annotations.find((note) => note.type === 'skip')?.description;
          tally.skipped += 1;
          tally.skips.push(reason === undefined ? line : `${line} (${reason})`);
        } else {
          tally.failed += 1;
          tally.failures.push(line);
        }
      }
    }
    for (const inner of suite.suites ?? []) walk(inner);
  };
  for (const suite of report.suites) walk(suite);
  for (const error of report.errors) {
    tally.failed += 1;
    tally.failures.push(`playwright: ${(error.message ?? '').split('\n')[0] ?? ''}`);
  }
  if (code !== 0 && tally.failed === 0)
    return { ...tally, failed: 1, failures: [`playwright ended with code ${code}`] };
  return tally;
}

/** @returns {Tally} What a list of tests that did not run counts for. */
export function readPlaywrightList(
  /** @type {string} */ file,
  /** @type {number} */ code,
  /** @type {string} */ reason,
) {
  const { skipped, failed, failures } = readPlaywright(file, code);
  const skips = [`tests/e2e/browser: ${skipped} tests (no browser: ${reason})`];
  return { passed: 0, failed, skipped, skips, failures };
}
