import { describe, expect, it } from 'vitest';
import { floorOf, trendOf } from '../../soak/trend.ts';

const samples = (valueAt: (at: number) => number) =>
  Array.from({ length: 80 }, (_, at) => ({ at, value: valueAt(at) }));

describe('the trend of memory', () => {
  it('is the slope of what rises, whatever a single sample says', () => {
    expect(trendOf(samples((at) => (at === 40 ? 9_999 : 100 + 2 * at)))).toBeCloseTo(2);
  });

  it('is nought for garbage that is collected again and again, and not for a leak beneath it', () => {
    const breathing = (at: number): number => (at % 10) * 5;
    expect(trendOf(floorOf(samples(breathing), 8))).toBeCloseTo(0);
    expect(
      trendOf(
        floorOf(
          samples((at) => breathing(at) + at),
          8,
        ),
      ),
    ).toBeCloseTo(1);
  });
});
