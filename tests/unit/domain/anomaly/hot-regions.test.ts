import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hotRegions } from '../../../../main/domain/anomaly/hot-regions.ts';
import { pictureScore } from '../../../../main/domain/anomaly/picture-score.ts';
import { scoreAtLimit, spreadOf, unusualness } from '../../../../main/domain/anomaly/unusualness.ts';

const grid = (columns: number, rows: number, hot: Readonly<Record<number, number>>) => {
  const distances = new Float32Array(columns * rows).fill(0.1);
  for (const [cell, distance] of Object.entries(hot)) distances[Number(cell)] = distance;
  return { columns, rows, distances };
};

describe('hot regions', () => {
  it('finds none in a picture below the limit, and at least one in any other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: 0, max: 2, noNaN: true }), { minLength: 64, maxLength: 64 }),
        fc.float({ min: Math.fround(0.1), max: 2, noNaN: true }),
        (numbers, limit) => {
          const distances = Float32Array.from(numbers);
          const regions = hotRegions({ columns: 8, rows: 8, distances }, limit);
          const score = pictureScore(distances);
          expect(regions.length > 0).toBe(score >= limit);
          if (regions.length > 0) expect(regions[0]?.score).toBe(score);
          for (const { column, row, columns, rows } of regions) {
            expect(column + columns).toBeLessThanOrEqual(8);
            expect(row + rows).toBeLessThanOrEqual(8);
          }
        },
      ),
    );
  });

  it('joins cells that touch, by a corner too, and keeps others apart', () => {
    const found = hotRegions(grid(10, 10, { 11: 2, 22: 1.8, 77: 1.5 }), 1);
    expect(found).toMatchObject([
      { column: 1, row: 1, columns: 2, rows: 2 },
      { column: 7, row: 7, columns: 1, rows: 1 },
    ]);
    expect(found[0]?.score).toBeGreaterThan(found[1]?.score ?? 9);
  });
});

describe('the score of a distance', () => {
  it('is one half at the limit and rises with the distance', () => {
    const scale = { limit: 0.4, spread: 0.05 };
    expect(unusualness(0.4, scale)).toBe(scoreAtLimit);
    const scores = [0, 0.3, 0.4, 0.5, 2].map((distance) => unusualness(distance, scale));
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
  });

  it('has a spread also where all good parts score the same', () => {
    expect(spreadOf([0.3, 0.3, 0.3])).toBeCloseTo(0.006, 6);
    expect(spreadOf([0])).toBeGreaterThan(0);
  });
});
