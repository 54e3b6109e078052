import { expect, it } from 'vitest';
import { sweepYoung } from '../../../main/models/sweep-young.ts';

it('what is young and dead is swept up, and no program gets the collector to itself', () => {
  sweepYoung();
  let pieces: ArrayBuffer[] = Array.from({ length: 16 }, () => new ArrayBuffer(1_048_576));
  const before = process.memoryUsage().arrayBuffers;
  pieces = pieces.slice(0, 1);
  sweepYoung();
  expect(before - process.memoryUsage().arrayBuffers).toBeGreaterThan(8 * 1_048_576);
  expect(pieces).toHaveLength(1);
  expect('gc' in globalThis).toBe(false);
});
