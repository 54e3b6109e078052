import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvaluatedPicture } from '../../../main/domain/average-precision.ts';
import { averagePrecision, overlapThresholds } from '../../../main/domain/average-precision.ts';
import { slowAveragePrecision } from './slow-average-precision.ts';

const real = (x: number, category = 0, crowd = false) => ({ x, y: 0, width: 10, height: 10, category, crowd });
const found = (x: number, score: number, category = 0) => ({ x, y: 0, width: 10, height: 10, category, score });
const measure = (pictures: readonly EvaluatedPicture[], categories = 1, maxDetections = 100) =>
  averagePrecision(pictures, { categories, maxDetections, rounds: 20 });

describe('averagePrecision', () => {
  it('is one where every box is found exactly and nothing else', () => {
    const result = measure([{ real: [real(0), real(50)], found: [found(0, 0.9), found(50, 0.2)] }]);
    expect([result.map50, result.map50To95]).toEqual([1, 1]);
  });

  it('is nothing where every box is missed', () => {
    const result = measure([{ real: [real(0)], found: [found(50, 0.9)] }]);
    expect([result.map50, result.map50To95]).toEqual([0, 0]);
  });

  it('is not a number where there is nothing to find', () => {
    expect(measure([{ real: [], found: [found(0, 0.9)] }]).map50).toBeNaN();
  });

  it('reads 51 of 101 recalls where the second of two boxes is missed', () => {
    const result = measure([{ real: [real(0), real(50)], found: [found(0, 0.9)] }]);
    expect(result.map50).toBeCloseTo(51 / 101, 12);
  });

  it('halves the precision where a surer mistake comes first', () => {
    const result = measure([{ real: [real(0)], found: [found(50, 0.9), found(0, 0.8)] }]);
    expect(result.map50).toBeCloseTo(0.5, 12);
  });

  it('takes right, wrong, right for 51 recalls at one and 50 at two thirds', () => {
    const result = measure([{ real: [real(0), real(50)], found: [found(0, 0.9), found(90, 0.8), found(50, 0.7)] }]);
    expect(result.map50).toBeCloseTo((51 + 50 * (2 / 3)) / 101, 12);
  });

  it('counts an overlap of 0.6 up to the threshold of 0.6 and no further', () => {
    // Shifted by 2.5 of 10: 75 shared of 125.
    const result = measure([{ real: [real(0)], found: [found(2.5, 0.9)] }]);
    expect(result.map50).toBe(1);
    expect(result.map50To95).toBeCloseTo(0.3, 12);
  });

  it('counts a second box on the same thing as a mistake', () => {
    const result = measure([{ real: [real(0), real(50)], found: [found(0, 0.9), found(0, 0.8), found(50, 0.7)] }]);
    expect(result.map50).toBeCloseTo((51 + 50 * (2 / 3)) / 101, 12);
  });

  it('holds boxes within a crowd neither for nor against', () => {
    const crowd = { ...real(100, 0, true), width: 100 };
    const result = measure([{ real: [real(0), crowd], found: [found(120, 0.95), found(150, 0.9), found(0, 0.8)] }]);
    expect(result.map50).toBe(1);
  });

  it('prefers a box of its own to a crowd that overlaps more', () => {
    const crowd = { ...real(-50, 0, true), width: 100 };
    const result = measure([{ real: [crowd, real(1)], found: [found(0, 0.9)] }]);
    expect(result.map50).toBe(1);
  });

  it('looks at the most certain boxes of a picture only', () => {
    const sure = Array.from({ length: 3 }, (_, i) => found(100 + 20 * i, 0.9 - i / 100));
    expect(measure([{ real: [real(0)], found: [...sure, found(0, 0.1)] }], 1, 3).map50).toBe(0);
  });

  it('averages over the categories that occur', () => {
    const result = measure([{ real: [real(0, 0), real(50, 1)], found: [found(0, 0.9, 0), found(50, 0.9, 2)] }], 3);
    expect(result.map50).toBe(0.5);
    expect(result.perCategory.map((category) => category.at50)).toEqual([1, 0, undefined]);
  });

  it('repeats its intervals to the digit and holds the value within them', () => {
    const pictures = Array.from({ length: 40 }, (_, i) => ({
      real: [real(0)],
      found: [found(i % 4 === 0 ? 50 : 0, 0.5 + i / 100)],
    }));
    const one = averagePrecision(pictures, { categories: 1, seed: 3 });
    expect(averagePrecision(pictures, { categories: 1, seed: 3 })).toEqual(one);
    expect(one.map50Interval[0]).toBeLessThan(one.map50);
    expect(one.map50Interval[1]).toBeGreaterThan(one.map50);
  });

  it('agrees with a slow twin that follows the definition word by word', () => {
    const box = fc.record({
      x: fc.integer({ min: 0, max: 30 }),
      y: fc.integer({ min: 0, max: 6 }),
      width: fc.integer({ min: 4, max: 14 }),
      height: fc.integer({ min: 4, max: 14 }),
      category: fc.nat(1),
    });
    const picture = fc.record({
      real: fc.array(
        fc.tuple(box, fc.integer({ min: 0, max: 9 })).map(([b, dice]) => ({ ...b, crowd: dice === 0 })),
        { maxLength: 6 },
      ),
      found: fc.array(
        fc.tuple(box, fc.integer({ min: 1, max: 1_000_000 })).map(([b, score]) => ({ ...b, score: score / 1e6 })),
        { maxLength: 8 },
      ),
    });
    fc.assert(
      fc.property(fc.array(picture, { minLength: 1, maxLength: 4 }), (pictures) => {
        // Equal scores may be ranked either way: the twin is asked about distinct ones.
        const scores = pictures.flatMap((p) => p.found.map((f) => f.score));
        fc.pre(new Set(scores).size === scores.length);
        const result = averagePrecision(pictures, { categories: 2, rounds: 1, maxDetections: 5 });
        for (const category of [0, 1]) {
          const slow = overlapThresholds.map((threshold) => slowAveragePrecision(pictures, category, threshold, 5));
          const mine = result.perCategory[category];
          if (slow[0] === undefined) {
            expect(mine?.at50).toBeUndefined();
            continue;
          }
          expect(mine?.at50).toBeCloseTo(slow[0], 10);
          expect(mine?.at50To95).toBeCloseTo(slow.reduce((sum: number, v) => sum + (v ?? 0), 0) / 10, 10);
        }
      }),
      { numRuns: 300 },
    );
  });
});
