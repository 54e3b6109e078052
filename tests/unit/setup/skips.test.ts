import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly skips: readonly string[];
  readonly failures: readonly string[];
}
const { readVitest }: { readVitest(file: string, code: number): Tally } = await import(
  new URL('../../../main/setup/test-reports.mjs', import.meta.url).href
);

const house = path.resolve(import.meta.dirname, '../../..');
const lacks = path.join(house, 'tests/support/lacks.ts');
const vitest = path.join(house, 'node_modules/vitest/vitest.mjs');

/** What the closing lines of `npm test` say of these files of tests, run as it runs them. */
function tallyOf(files: Readonly<Record<string, string>>): Tally {
  const folder = temporaryFolder();
  const report = path.join(folder, 'report.json');
  const imports = `import { describeUnless, itUnless } from ${JSON.stringify(lacks)};`;
  for (const [name, tests] of Object.entries(files)) writeFileSync(path.join(folder, name), `${imports}\n${tests}`);
  const flags = ['run', '--globals', '--root', folder, '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(process.execPath, [vitest, ...flags], { cwd: house, stdio: 'ignore' });
  const tally = readVitest(report, status ?? 1);
  const named = (lines: readonly string[]) =>
    lines.map((line) => line.slice(line.lastIndexOf(path.sep) + 1)).toSorted();
  return { ...tally, skips: named(tally.skips), failures: named(tally.failures) };
}

it('a test that is skipped is listed with what the machine lacks for it, and has failed where it does not say so', () => {
  const tally = tallyOf({
    'lacking.test.ts': `
      describeUnless('needs a camera', undefined, 'needs gcc')('a line', () => {
        it('sees', () => {});
        describe('that is watched', () => void it('is seen', () => {}));
      });
      itUnless('needs Linux')('a process', () => {});
      itUnless(undefined, undefined)('a sum', () => expect(1 + 1).toBe(2));`,
    'mystery.test.ts': `it.skip('a mystery', () => {}); it('another sum', () => {});`,
    // What goes before it all has failed: its test was never begun, and that counts once.
    'undone.test.ts': `describe('a cell', () => { beforeAll(() => { throw new Error('no'); }); it('lives', () => {}); });`,
  });
  expect(tally).toEqual({
    passed: 2,
    failed: 2,
    skipped: 5,
    skips: [
      'lacking.test.ts: a line (skipped: needs a camera; needs gcc): 2 tests',
      'lacking.test.ts: a process (skipped: needs Linux)',
      'mystery.test.ts: a mystery',
      'undone.test.ts: a cell lives',
    ],
    failures: [
      'mystery.test.ts: a mystery: it was skipped, and its name does not say what this machine lacks',
      'undone.test.ts: its process ended before its tests were through',
    ],
  });
});

/** Ways around `lacks.ts`; the browser's runner asks for a condition and a reason, which have to be the same. */
const waysAround =
  /\b(?:skipIf|runIf)\b|\b(?:it|test|staged|describe|suite|context)(?:\.\w+)*\.(?:skip|fixme|todo|only)\b/g;
const saysWhy = /\btest\.skip\((\w+) !== undefined, \1(?: \?\? '')?\)/g;

const unexplained = (source: string): readonly string[] => source.replaceAll(saysWhy, '').match(waysAround) ?? [];

describe('no test can be skipped without a reason', () => {
  it.each([
    `it.skip('x', () => {})`,
    `describe.concurrent.skip('x', () => {})`,
    `it.skipIf(true)('x', () => {})`,
    `const { runIf } = it;`,
    `staged.describe.only('x', () => {})`,
    `test.skip(why !== undefined);`,
    `test.skip(why !== undefined, other);`,
  ])('which is what %s would do', (source) => {
    expect(unexplained(source)).toHaveLength(1);
  });

  it('and none is', () => {
    expect(unexplained(`test.skip(why !== undefined, why); labels.skip(3);`)).toEqual([]);
    const own = [lacks, import.meta.filename];
    const files = readdirSync(path.join(house, 'tests'), { recursive: true, withFileTypes: true })
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => /\.tsx?$/.test(file) && !own.includes(file));
    expect(files.length).toBeGreaterThan(300);
    expect(
      files.flatMap((file) =>
        unexplained(readFileSync(file, 'utf8')).map((way) => `${path.relative(house, file)}: ${way}`),
      ),
    ).toEqual([]);
  });
});
