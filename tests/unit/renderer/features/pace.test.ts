import { describe, expect, it } from 'vitest';
import { pacePerMinute } from '../../../../renderer/features/inspect/pace.ts';

const every = (ms: number, parts: number) =>
  Array.from({ length: parts }, (_, index) => ({ endedAt: 100_000 - index * ms }));

describe('the pace of parts', () => {
  it('is what the last parts took, and not slower while the next one is due', () => {
    expect(pacePerMinute(every(2_000, 20), 100_000)).toBeCloseTo(30);
    expect(pacePerMinute(every(2_000, 20), 101_900)).toBeCloseTo(30);
  });

  it('falls while the line stands still', () => {
    const still = pacePerMinute(every(2_000, 20), 160_000) ?? 0;
    expect(still).toBeGreaterThan(0);
    expect(still).toBeLessThan(15);
  });

  it('is not told from fewer than three parts', () => {
    expect(pacePerMinute(every(2_000, 2), 100_000)).toBeNull();
    expect(pacePerMinute([], 100_000)).toBeNull();
  });
});
