import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseCoreset, gather } from '../../../../main/domain/anomaly/coreset.ts';
import { uniform } from '../../../../main/domain/bootstrap.ts';

const number = fc.integer({ min: -20, max: 20 });

function farthestOf(vectors: Float32Array, bank: Float32Array, dimensions: number): number {
  let farthest = 0;
  for (let at = 0; at < vectors.length; at += dimensions) {
    let nearest = Number.POSITIVE_INFINITY;
    for (let row = 0; row < bank.length; row += dimensions) {
      let sum = 0;
      for (let d = 0; d < dimensions; d += 1) sum += ((vectors[at + d] ?? 0) - (bank[row + d] ?? 0)) ** 2;
      nearest = Math.min(nearest, sum);
    }
    farthest = Math.max(farthest, nearest);
  }
  return farthest;
}

describe('the coreset', () => {
  it('chooses no vector twice, no more than asked for, and the same ones each time', () => {
    fc.assert(
      fc.property(fc.array(number, { maxLength: 120 }), fc.integer({ min: 1, max: 20 }), (numbers, most) => {
        const vectors = Float32Array.from(numbers.slice(0, numbers.length - (numbers.length % 3)));
        const wish = { dimensions: 3, most, seed: 5 };
        const chosen = chooseCoreset(vectors, wish);
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(chosen.length).toBeLessThanOrEqual(most);
        expect(chooseCoreset(vectors, wish)).toEqual(chosen);
      }),
    );
  });

  it('covers every vector where as many are asked for as there are kinds', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 60 }), (pairs) => {
        const vectors = Float32Array.from(pairs.flat());
        const kinds = new Set(pairs.map(([a, b]) => `${a} ${b}`)).size;
        const chosen = chooseCoreset(vectors, { dimensions: 2, most: kinds, seed: 1 });
        expect(chosen).toHaveLength(kinds);
        expect(farthestOf(vectors, gather(vectors, 2, chosen), 2)).toBe(0);
      }),
    );
  });

  it('covers with each further vector at least as well as before', () => {
    const random = uniform(3);
    const vectors = Float32Array.from({ length: 600 }, () => random());
    const reach = [1, 5, 20, 80].map((most) =>
      farthestOf(vectors, gather(vectors, 6, chooseCoreset(vectors, { dimensions: 6, most, seed: 2 })), 6),
    );
    expect(reach).toEqual(reach.toSorted((a, b) => b - a));
  });

  it('remembers the one odd vector among a thousand that are alike', () => {
    const random = uniform(1);
    const vectors = Float32Array.from({ length: 32_000 }, () => random() * 0.1);
    vectors.fill(5, 777 * 32, 778 * 32);
    expect(chooseCoreset(vectors, { dimensions: 32, most: 3, seed: 9 })).toContain(777);
  });
});
