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
  it.each([
    ['breathes', 10, breathing, 'flat'],
    ['settles in for a minute and stays', 10, (at: number) => 100 + 50 * Math.min(at, 1), 'flat'],
    ['leaks two mebibytes a minute', 10, (at: number) => breathing(at) + 2 * at, 'grows'],
    ['leaks a quarter of a mebibyte a minute for two hours', 120, (at: number) => breathing(at) + at / 4, 'grows'],
    ['shrinks', 10, (at: number) => 100 - at, 'flat'],
  ] as const)('of a process that %s is right', (_what, minutes, valueAt, verdict) => {
    expect(judgeProcess('engine', over(minutes, valueAt), minutes).verdict).toBe(verdict);
  });

  it('takes a process that was replaced for what it is, however flat both are', () => {
    const before = judgeProcess('vision-worker', over(10, breathing, 0, 5), 10);
    const after = judgeProcess('vision-worker', over(10, breathing, 5), 10);
    expect([before.verdict, after.verdict]).toEqual(['came or went', 'came or went']);
  });

  it('says with numbers what speaks against a run, and nothing of one that passed', () => {
    const flat = judgeProcess('host', over(10, breathing), 10);
    const grows = judgeProcess(
      'engine',
      over(10, (at) => 100 + 2 * at),
      10,
    );
    expect(complaints([flat], [well, { ...well, name: 'line-2' }])).toEqual([]);
    expect(complaints([flat, grows], [{ ...well, state: 'failed', pictures: 0 }, well])).toEqual([
      'engine: expected its memory to rise by 12.2 MiB at most, it rose by 16',
      'demo-line: expected it to run at the end, it is failed',
      'demo-line: expected pictures on its screen, got none',
    ]);
  });
});

describe('the memory of a tree of processes', () => {
  it('is read with the program that each one runs', async () => {
    const [self] = await memoryOfTree(process.pid);
    expect(self).toMatchObject({ pid: process.pid, command: expect.stringContaining('node') });
    expect(self?.mebibytes).toBeGreaterThan(10);
    expect(nameOfProcess('/app/bin/node /app/out/main/vision-worker.js --x')).toBe('vision-worker');
    expect(nameOfProcess('node /app/main/engine/main.ts')).toBe('engine');
  });
});

it.each(['--minutes 0', '--minute 3', '3', '--lines 9', '--minutes 1 --lines 0'])(
  'a soak called with %s says what it takes',
  (flags) => {
    const called = spawnSync(process.execPath, ['tests/soak/soak.ts', ...flags.split(' ')], { encoding: 'utf8' });
    expect([called.status, called.stderr]).toEqual([
      2,
      `soak: expected --minutes and a positive number, --lines and 1 to 8, got "${flags}".\n`,
    ]);
  },
);
