import { describe, expect, it } from 'vitest';
import { type Region, regionFor, withRegion } from '../../../../renderer/overlay/regions.ts';

const region = (part: number | null, at: number, part2: Partial<Region> = {}): Region => ({
  part,
  at,
  frameId: `f${at}`,
  label: 'open',
  score: 0.8,
  verdict: 'fail',
  others: 0,
  ...part2,
});
/** As they are kept when they come one after the other. */
function kept(...found: readonly Region[]): readonly Region[] {
  let all: readonly Region[] = [];
  for (const next of found) all = withRegion(all, next);
  return all;
}

const judged = { startedAt: 100, endedAt: 200, verdict: 'fail' } as const;

describe('the kept regions', () => {
  it('hold the clearest view of each part, newest first', () => {
    const first = region(1, 110, { score: 0.6 });
    const clearer = region(1, 120, { score: 0.9 });
    const next = region(2, 210);
    const all = kept(first, clearer, next);
    expect(all).toEqual([next, clearer]);
    expect(withRegion(all, region(1, 130, { score: 0.7 }))).toBe(all);
  });

  it('stay few', () => {
    const many = Array.from({ length: 40 }, (_, part) => region(part, part * 10));
    expect(kept(...many).length).toBeLessThanOrEqual(6);
  });

  it('tell the stretches of a source without parts apart by time', () => {
    const all = kept(region(null, 100), region(null, 400), region(null, 5_000));
    expect(all.map(({ at }) => at)).toEqual([5_000, 100]);
  });
});

describe('the region that a verdict speaks of', () => {
  const ofJudged = region(1, 150);
  const inView = region(2, 260);

  it('is that of the part in view when it failed already', () => {
    expect(regionFor([inView, ofJudged], 'fail', judged)).toBe(inView);
  });

  it('is that of the part judged last while the one in view is only suspected', () => {
    const suspected = { ...inView, verdict: 'unsure' } as const;
    expect(regionFor([suspected, ofJudged], 'fail', judged)).toBe(ofJudged);
    expect(regionFor([inView, ofJudged], 'unsure', judged)).toBe(ofJudged);
  });

  it('is never borrowed from another part', () => {
    expect(regionFor([region(0, 50)], 'fail', judged)).toBeNull();
  });

  it('is the last find while all is well', () => {
    expect(regionFor([inView, ofJudged], 'pass', judged)).toBe(inView);
  });
});
