import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

const sweeping = new URL('../../../main/observe/sweep-young.ts', import.meta.url).pathname;

/** In a process of its own: here others make garbage too. */
const script = `
  import { getHeapStatistics } from 'node:v8';
  import { setTimeout as sleep } from 'node:timers/promises';
  import { sweepYoung } from ${JSON.stringify(sweeping)};
  sweepYoung();
  let pieces = Array.from({ length: 16 }, () => new ArrayBuffer(1_048_576));
  const before = process.memoryUsage().arrayBuffers;
  const allBefore = getHeapStatistics().external_memory;
  pieces = pieces.slice(0, 1);
  sweepYoung();
  // V8 gives the memory of what it found dead back on a thread of its own.
  const swept = () => before - process.memoryUsage().arrayBuffers;
  for (let look = 0; look < 500 && swept() < 15 * 1_048_576; look += 1) await sleep(10);
  // Only the next one takes it off the sum of all.
  sweepYoung();
  const isSeen = allBefore - getHeapStatistics().external_memory >= 15 * 1_048_576;
  console.log(JSON.stringify({ swept: swept() / 1_048_576, isSeen, kept: pieces.length, isShown: 'gc' in globalThis }));
`;

it('what is young and dead is swept up, and no program gets the collector to itself', () => {
  const told = execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect(JSON.parse(told)).toEqual({ swept: 15, isSeen: true, kept: 1, isShown: false });
});
