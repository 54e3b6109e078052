import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderRoc, type ScoredWindow } from '../../eval/roc.ts';

const windows = fc.array(
  fc.record({ score: fc.integer({ min: 0, max: 9 }), isPositive: fc.boolean(), group: fc.nat(2) }),
);

describe('the area under the curve', () => {
  it('is the share of pairs in the right order, ties counted half, with each recording as often as it was drawn', () => {
    fc.assert(
      fc.property(windows, fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }), (all, weights) => {
        const sorted = all.toSorted((a, b) => a.score - b.score);
        const often = (window: ScoredWindow) => weights[window.group] ?? 0;
        let [won, pairs] = [0, 0];
        for (const one of all.filter(({ isPositive }) => isPositive)) {
          for (const other of all.filter(({ isPositive }) => !isPositive)) {
            const weight = often(one) * often(other);
            pairs += weight;
            won += weight * (one.score > other.score ? 1 : one.score === other.score ? 0.5 : 0);
          }
        }
        if (pairs === 0) expect(areaUnderRoc(sorted, weights)).toBeNaN();
        else expect(areaUnderRoc(sorted, weights)).toBeCloseTo(won / pairs, 9);
      }),
    );
  });
});
