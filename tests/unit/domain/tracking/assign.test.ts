import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../../main/domain/tracking/assign.ts';

const most = 0.8;

/** Every way to pair, tried one by one: what the quick way must not be worse than. */
function leastCost(costs: readonly (readonly number[])[], row = 0, taken: ReadonlySet<number> = new Set()): number {
  const [own] = costs.slice(row, row + 1);
  if (own === undefined) return 0;
  const alone = most + leastCost(costs, row + 1, taken);
  const paired = own.map((cost, column) =>
    taken.has(column) || cost > most
      ? Number.POSITIVE_INFINITY
      : cost + leastCost(costs, row + 1, new Set([...taken, column])),
  );
  return Math.min(alone, ...paired);
}

const matrix = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })).chain(([rows, columns]) =>
  fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  }),
);

describe('assignment', () => {
  it('costs no more than the best of all ways to pair', () => {
    fc.assert(
      fc.property(matrix, (costs) => {
        const pairs = assign(costs, most);
        const cost = pairs.reduce((sum, [row, column]) => sum + (costs[row]?.[column] ?? Number.NaN), 0);
        expect(cost + most * (costs.length - pairs.length)).toBeCloseTo(leastCost(costs), 9);
      }),
    );
  });

  it('gives no row and no column twice, and pairs nothing that costs too much', () => {
    fc.assert(
      fc.property(matrix, (costs) => {
        const pairs = assign(costs, most);
        expect(new Set(pairs.map(([row]) => row)).size).toBe(pairs.length);
        expect(new Set(pairs.map(([, column]) => column)).size).toBe(pairs.length);
        for (const [row, column] of pairs) expect(costs[row]?.[column]).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('lives with costs that rule a pair out', () => {
    const never = Number.POSITIVE_INFINITY;
    expect(
      assign(
        [
          [never, 0.1],
          [never, never],
        ],
        most,
      ),
    ).toEqual([[0, 1]]);
  });
});
