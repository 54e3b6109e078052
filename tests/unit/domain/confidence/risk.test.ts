import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOfAtLeast } from '../../../../main/domain/confidence/binomial.ts';
import {
  highestFloor,
  leastRate,
  lowestCeiling,
  missingFor,
  tallyOf,
} from '../../../../main/domain/confidence/risk.ts';

const apart = (scores: readonly number[]) => scores.map((score, index) => ({ group: String(index), score }));
const evenly = (count: number) => apart(Array.from({ length: count }, (_, index) => (index + 1) / (count + 1)));

describe('what can be promised', () => {
  it('from n that were drawn is 1 in n + 1 at best, and needs as many for a rate', () => {
    expect(leastRate(tallyOf(evenly(49)), 0)).toBeCloseTo(1 / 50, 12);
    expect(highestFloor(evenly(49), 0.02)).toBe(evenly(49)[0]?.score);
    expect(highestFloor(evenly(48), 0.02)).toBeUndefined();
    expect(missingFor(tallyOf(evenly(22)), 0, 0.02)).toBe(27);
    expect(missingFor(tallyOf(evenly(49)), 0, 0.02)).toBe(0);
    expect(missingFor(tallyOf([]), 0, 0.02)).toBe(49);
  });

  it('needs more where those that were seen are lost whatever the threshold', () => {
    expect(leastRate(tallyOf(evenly(99)), 4)).toBeCloseTo(5 / 100, 12);
    expect(missingFor(tallyOf(evenly(99)), 4, 0.05)).toBe(0);
    expect(missingFor(tallyOf(evenly(98)), 4, 0.05)).toBe(1);
  });

  it('needs more where one part brings several at once', () => {
    const inPairs = evenly(60).map(({ score }, index) => ({ group: String(index >> 1), score }));
    expect(tallyOf(inPairs)).toEqual({ members: 60, mostInOne: 2 });
    expect(leastRate(tallyOf(inPairs), 0)).toBeCloseTo(2 / 62, 12);
  });

  const someDrawn = fc.array(
    fc.record({
      group: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      // Few values, so that many are equal.
      score: fc.integer({ min: 0, max: 20 }).map((twentieth) => twentieth / 20),
    }),
    { minLength: 1, maxLength: 400 },
  );
  const someRate = fc.double({ min: 0.01, max: 0.6, noNaN: true });

  it('is kept on the reviewed themselves with room for one more part, by the highest floor that does', () => {
    fc.assert(
      fc.property(someDrawn, someRate, (drawn, rate) => {
        const { members, mostInOne } = tallyOf(drawn);
        const room = rate * members - (1 - rate) * mostInOne;
        const below = (floor: number): number => drawn.filter(({ score }) => score < floor).length;
        const floor = highestFloor(drawn, rate);
        if (floor === undefined) expect(room).toBeLessThan(1e-6);
        else {
          expect(below(floor)).toBeLessThanOrEqual(room + 1e-6);
          const next = drawn.map(({ score }) => score).filter((score) => score > floor);
          if (next.length > 0) expect(below(Math.min(...next))).toBeGreaterThan(room - 1e-6);
        }
      }),
    );
  });

  it('is kept by the lowest ceiling that at most so many reach', () => {
    fc.assert(
      fc.property(someDrawn, someRate, (drawn, rate) => {
        const { members, mostInOne } = tallyOf(drawn);
        const ceiling = lowestCeiling(drawn, rate);
        if (ceiling === undefined) return;
        const reached = drawn.filter(({ score }) => score >= ceiling).length;
        expect(reached).toBeLessThanOrEqual(rate * members - (1 - rate) * mostInOne + 1e-6);
      }),
    );
  });
});

describe('the chance of at least so many', () => {
  it.each([
    [1, 1, 0.3, 0.3],
    [2, 3, 0.5, 0.5],
    [1, 10, 0.1, 1 - 0.9 ** 10],
    [5, 5, 0.2, 0.2 ** 5],
    [0, 8, 0.1, 1],
    [9, 8, 0.1, 0],
    [3, 8, 1, 1],
  ])('%i of %i at %d is %d', (count, n, chance, wanted) => {
    expect(chanceOfAtLeast(count, n, chance)).toBeCloseTo(wanted, 10);
  });
});
