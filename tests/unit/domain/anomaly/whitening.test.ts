import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitShortening, type Shortening } from '../../../../main/domain/anomaly/whitening.ts';
import { uniform } from '../../../../main/domain/bootstrap.ts';

/** Two numbers that go together, a third of quite another size, and one that never changes. */
function sampleOf(count: number, seed: number): Float32Array {
  const random = uniform(seed);
  const drawn = (): number => random() + random() + random() - 1.5;
  const rows = Array.from({ length: count }, () => {
    const [common, own, third] = [drawn(), drawn(), drawn()];
    return [40 + common, 7 + common + 0.1 * own, 1_000 * third, 5];
  });
  return Float32Array.from(rows.flat());
}

function shortened({ weights, offsets }: Shortening, vectors: Float32Array, from: number): number[][] {
  return Array.from({ length: vectors.length / from }, (_, row) =>
    Array.from(offsets, (offset, d) => {
      let sum = offset;
      for (let c = 0; c < from; c += 1) sum += (weights[d * from + c] ?? 0) * (vectors[row * from + c] ?? 0);
      return sum;
    }),
  );
}

const wish = { from: 4, to: 3, seed: 1 };
const length = (vector: readonly number[]): number => Math.hypot(...vector);

describe('what patches are compared by', () => {
  it('gives good patches a mean of nought and a mean square length of one, whatever their numbers were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 50, max: 300 }), (seed, count) => {
        const sample = sampleOf(count, seed);
        const vectors = shortened(fitShortening(sample, wish), sample, 4);
        for (let d = 0; d < 3; d += 1) {
          expect(vectors.reduce((sum, vector) => sum + (vector[d] ?? 0), 0) / count).toBeCloseTo(0, 2);
        }
        expect(vectors.reduce((sum, vector) => sum + length(vector) ** 2, 0) / count).toBeCloseTo(1, 2);
      }),
      { numRuns: 30 },
    );
  });

  it('finds what breaks a rule of the good ones farther off than what varies among them anyway', () => {
    const shortening = fitShortening(sampleOf(2_000, 3), { from: 4, to: 4, seed: 1 });
    // The same step: along what goes together in good ones, and against it.
    const [middle = [], along = [], against = []] = shortened(
      shortening,
      Float32Array.from([40, 7, 0, 5, 40.5, 7.5, 0, 5, 40.5, 6.5, 0, 5]),
      4,
    );
    const from = (vector: readonly number[]): number => length(vector.map((value, d) => value - (middle[d] ?? 0)));
    expect(from(against)).toBeGreaterThan(2 * from(along));
  });

  it('makes numbers, and the same ones again, of what never varies', () => {
    const still = new Float32Array(40).fill(3);
    const first = fitShortening(still, wish);
    expect(shortened(first, still, 4).flat().every(Number.isFinite)).toBe(true);
    expect(fitShortening(still, wish)).toEqual(first);
  });
});
