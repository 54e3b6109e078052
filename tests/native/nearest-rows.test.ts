import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestRows } from '../../native/lib/nearest.ts';
import { nearestRows as twin } from '../../native/lib/twin/nearest-rows.ts';
import { describeUnless, itUnless } from '../support/lacks.ts';
import { seededBytes } from '../support/random-pictures.ts';
import { whyNoAddon } from '../support/why-no-addon.ts';

const vectors = (count: number, dimensions: number) =>
  fc
    .array(fc.float({ min: -4, max: 4, noNaN: true }), { minLength: count * dimensions, maxLength: count * dimensions })
    .map((numbers) => Float32Array.from(numbers));
const asked = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 7 }))
  .chain(([dimensions, rows, queries]) =>
    fc.record({
      dimensions: fc.constant(dimensions),
      rows: vectors(rows, dimensions),
      queries: vectors(queries, dimensions),
      most: fc.integer({ min: 1, max: 5 }),
    }),
  );

const holds = (verb: typeof nearestRows | typeof twin) => {
  it('gives the nearest rows with their squared distances, nearest first', () => {
    const rows = Float32Array.of(0, 0, 3, 4, 1, 0);
    const { rows: found, distances } = verb(rows, Float32Array.of(0, 0, 3, 3), 2, 2);
    expect([...found]).toEqual([0, 2, 1, 2]);
    expect([...distances]).toEqual([0, 1, 1, 13]);
  });

  it('gives the earlier of two rows that are equally far, and none where there are too few', () => {
    const { rows: found } = verb(Float32Array.of(1, 1), Float32Array.of(0), 1, 3);
    expect([...found]).toEqual([0, 1, -1]);
  });

  it('passes over rows that are no number', () => {
    expect([...verb(Float32Array.of(Number.NaN, 5), Float32Array.of(0), 1, 1).rows]).toEqual([1]);
  });
};
describeUnless(whyNoAddon)('nearestRows, native', () => holds(nearestRows));
describe('nearestRows, twin', () => holds(twin));

describe('nearestRows', () => {
  itUnless(whyNoAddon)('finds what its plain twin finds', () => {
    fc.assert(
      fc.property(asked, ({ rows, queries, dimensions, most }) => {
        const [ours, plain] = [nearestRows(rows, queries, dimensions, most), twin(rows, queries, dimensions, most)];
        expect(ours.rows.length).toBe(plain.rows.length);
        for (const [at, distance] of plain.distances.entries()) {
          const off = Math.abs((ours.distances[at] ?? Number.NaN) - distance);
          expect(off).toBeLessThanOrEqual(1e-5 * Math.max(1, distance));
        }
      }),
    );
  });

  itUnless(whyNoAddon)('finds the same in vectors of any width, whole lanes and what is left over', () => {
    const wide = fc.record({
      dimensions: fc.integer({ min: 1, max: 200 }),
      rows: fc.integer({ min: 0, max: 70 }),
      queries: fc.integer({ min: 0, max: 9 }),
      most: fc.integer({ min: 1, max: 4 }),
      seed: fc.integer(),
    });
    const numbers = (count: number, seed: number) =>
      Float32Array.from(seededBytes(count, seed), (byte) => byte / 16 - 8);
    fc.assert(
      fc.property(wide, ({ dimensions, rows, queries, most, seed }) => {
        const [gallery, asks] = [numbers(rows * dimensions, seed), numbers(queries * dimensions, seed + 1)];
        const [ours, plain] = [nearestRows(gallery, asks, dimensions, most), twin(gallery, asks, dimensions, most)];
        expect(ours.rows.length).toBe(plain.rows.length);
        for (const [at, distance] of plain.distances.entries()) {
          const off = Math.abs((ours.distances[at] ?? Number.NaN) - distance);
          expect(off).toBeLessThanOrEqual(1e-5 * Math.max(1, distance));
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['dimensions', () => nearestRows(new Float32Array(4), new Float32Array(2), 0, 1)],
    ['rows', () => nearestRows(new Float32Array(3), new Float32Array(2), 2, 1)],
    ['queries', () => nearestRows(new Float32Array(4), new Float32Array(3), 2, 1)],
    ['most', () => nearestRows(new Float32Array(4), new Float32Array(2), 2, 0)],
  ])('names the option that is wrong: %s', (option, call) => {
    expect(call).toThrow(`Expected ${option} to be`);
  });
});
