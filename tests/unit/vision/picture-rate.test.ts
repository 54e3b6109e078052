import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PictureRate } from '../../../main/vision/picture-rate.ts';

describe('the rate of pictures', () => {
  it('lets every frame of a source through that has just that rate, early or late by a little', () => {
    const rate = new PictureRate(15);
    const shifts = [0, -4, 5, -6, 3, 0, -2];
    const times = shifts.map((shift, index) => 10_000 + (index * 1000) / 15 + shift);
    expect(times.map((at) => rate.allows(at))).toEqual(times.map(() => true));
  });

  it('says beforehand what it would do, and counts only what it let through', () => {
    const rate = new PictureRate(10);
    expect([rate.isDue(1_000), rate.isDue(1_000), rate.allows(1_000), rate.allows(1_000)]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([rate.isDue(1_050), rate.allows(1_050), rate.isDue(1_100)]).toEqual([false, false, true]);
  });

  it('never lets more through in a stretch of time than its rate and one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 300 }), (gaps) => {
        const rate = new PictureRate(10);
        let now = 5_000;
        let allowed = 0;
        for (const gap of gaps) {
          now += gap;
          if (rate.allows(now)) allowed += 1;
        }
        expect(allowed).toBeLessThanOrEqual((now - 5_000) / 100 + 2);
      }),
    );
  });
});
