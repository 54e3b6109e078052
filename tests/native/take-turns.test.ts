import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { release } from 'node:os';
import { describe, expect, it } from 'vitest';
import { takeTurns } from '../../native/lib/take-turns.ts';
import { itUnless } from '../support/lacks.ts';

const turns = new URL('../../native/lib/take-turns.ts', import.meta.url).pathname;
const [major = 0, minor = 0] = release().split('.').map(Number);
const whyNot =
  existsSync('/proc/self/sched') && (major > 6 || (major === 6 && minor >= 12))
    ? undefined
    : 'this system has no Linux 6.12 or later that shows its turns';

/** In a process of its own: turns that were taken are not given back. */
const told = (script: string): unknown =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', script], {
      encoding: 'utf8',
      timeout: 20_000,
    }),
  );

const script = `
  import { readFileSync } from 'node:fs';
  import { Worker } from 'node:worker_threads';
  import { takeTurns } from ${JSON.stringify(turns)};
  const sliceOf = (task) => Number(/se\\.slice\\s*:\\s*(\\d+)/.exec(readFileSync(task, 'utf8'))?.[1]);
  const before = sliceOf('/proc/self/sched');
  const taken = takeTurns(10);
  const ours = sliceOf('/proc/self/sched');
  const worker = new Worker(
    'const { readFileSync } = require("node:fs"); require("node:worker_threads").parentPort.postMessage(readFileSync("/proc/thread-self/sched", "utf8"))',
    { eval: true, execArgv: [] },
  );
  worker.once('message', (text) => {
    const inherited = Number(/se\\.slice\\s*:\\s*(\\d+)/.exec(text)?.[1]);
    console.log(JSON.stringify({ taken, isLonger: ours > before, ours, inherited }));
  });
`;

describe('turns at the processor', () => {
  itUnless(whyNot)('are as long as was asked, for threads started later too', () => {
    expect(told(script)).toEqual({ taken: true, isLonger: true, ours: 10_000_000, inherited: 10_000_000 });
  });

  it('are of a length that a system takes', () => {
    expect(() => takeTurns(0)).toThrow('Expected turnMs to be a whole number from 1 to 100, got 0');
    expect(() => takeTurns(101)).toThrow('Expected turnMs');
  });
});
