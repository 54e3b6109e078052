import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

const sweeping = new URL('../../../main/workers/sweep-young.ts', import.meta.url).pathname;

/** In a process of its own: here others make garbage too. */
const script = `
  import { sweepYoung } from ${JSON.stringify(sweeping)};
  sweepYoung();
  let pieces = Array.from({ length: 16 }, () => new ArrayBuffer(1_048_576));
  const before = process.memoryUsage().arrayBuffers;
  pieces = pieces.slice(0, 1);
  sweepYoung();
  const swept = before - process.memoryUsage().arrayBuffers;
  console.log(JSON.stringify({ swept: swept / 1_048_576, kept: pieces.length, isShown: 'gc' in globalThis }));
`;

it('what is young and dead is swept up, and no program gets the collector to itself', () => {
  const told = execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect(JSON.parse(told)).toEqual({ swept: 15, kept: 1, isShown: false });
});
