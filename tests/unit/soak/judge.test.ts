import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { complaints, judgeProcess } from '../../soak/judge.ts';
import { memoryOfTree, nameOfProcess } from '../../soak/process-memory.ts';

const over = (minutes: number, valueAt: (at: number) => number, from = 0, to = minutes) =>
  Array.from({ length: 121 }, (_, index) => (index * minutes) / 120)
    .filter((at) => at >= from && at <= to)
    .map((at) => ({ at, value: valueAt(at) }));
const breathing = (at: number): number => 100 + ((at * 12) % 7) * 4;
const well = { name: 'demo-line', state: 'running', frames: 900, pictures: 300 };

describe('the judgement of a soak', () => {
  it.each(['--minutes 0', '--minute 3', '3', '--lines 9', '--minutes 1 --lines 0'])('a soak called with %s says what it takes', (flags) => {
  const called = spawnSync(process.execPath, ['tests/soak/soak.ts', ...flags.split(' ')], { encoding: 'utf8' });
  expect([called.status, called.stderr]).toEqual([
    2,
    `soak: expected --minutes and a positive number, --lines and 1 to 8, got "${flags}".\n`,
  ]);
});
