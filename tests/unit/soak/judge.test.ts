import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { complaints, judgeProcess, reasonOf } from '../../soak/judge.ts';
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
    ['leaks one mebibyte a minute for a quarter of an hour', 15, (at: number) => breathing(at) + at, 'grows'],
    ['fills a cache until the end', 15, (at: number) => breathing(at) + Math.min(1.1 * at, 32), 'grows'],
    ['fills a cache in three minutes', 15, (at: number) => breathing(at) + 10 * Math.min(at, 3), 'flat'],
    ['fills a small cache in six minutes', 15, (at: number) => breathing(at) + 0.7 * Math.min(at, 6), 'flat'],
    ['shrinks', 10, (at: number) => 100 - at, 'flat'],
  ] as const)('of a process that %s is right', (_what, minutes, valueAt, verdict) => {
    expect(judgeProcess('engine', over(minutes, valueAt), minutes).verdict).toBe(verdict);
  });

  it('takes a process that was replaced for what it is, however flat both are', () => {
    const before = judgeProcess('vision-worker', over(10, breathing, 0, 5), 10);
    const after = judgeProcess('vision-worker', over(10, breathing, 5), 10);
    expect([before.verdict, after.verdict]).toEqual(['came or went', 'came or went']);
  });

  it('says how it came about: what was seen, what is allowed and why, and whether it goes on', () => {
    const full = (at: number): number => 100 + 2 * Math.min(at, 5);
    expect(reasonOf(judgeProcess('engine', over(15, full), 15), 15)).toBe(
      'engine is flat. Its middle reading was 108 MiB from minute 3 on, when it had settled, and 110 MiB at the end. ' +
        'Meanwhile its lowest readings rose by 0 MiB, where 10.3 are allowed: ' +
        '10 for how collectors breathe, and 0.02 a minute, less than a gigabyte in a month. ' +
        'In the second half they rose by 0 a minute: what fills up once stands still there, a leak goes on.',
    );
    const leak = (at: number): number => 100 + 2 * at;
    expect(reasonOf(judgeProcess('engine', over(15, leak), 15), 15)).toMatch(
      /^engine grows\. .* was 108 MiB .* and 129 MiB .* rose by 24 MiB, .* rose by 2 a minute/,
    );
    expect(reasonOf(judgeProcess('host', over(15, full, 8), 15), 15)).toBe(
      'host came or went: another of its kind may have grown unseen.',
    );
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
      'engine: expected its memory to rise by 10.2 MiB at most, it rose by 16',
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
