import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allFinite } from '../../native/lib/numbers.ts';
import { allFinite as twin } from '../../native/lib/twin/all-finite.ts';
import { describeUnless } from '../support/lacks.ts';
import { whyNoAddon } from '../support/why-no-addon.ts';

const holds = (verb: typeof allFinite) => {
  it('finds the one that is no number or infinite, wherever it stands', () => {
    for (const strange of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      for (const place of [0, 1, 4_095, 4_096, 9_998, 9_999]) {
        const numbers = new Float32Array(10_000).fill(-3e38);
        expect(verb(numbers)).toBe(true);
        numbers[place] = strange;
        expect(verb(numbers)).toBe(false);
      }
    }
  });

  it('says of none that all are', () => {
    expect(verb(new Float32Array(0))).toBe(true);
  });
};
describeUnless(whyNoAddon)('allFinite, native', () => holds(allFinite));
describe('allFinite, twin', () => holds(twin));

describeUnless(whyNoAddon)('the native allFinite beside its twin', () => {
  it('agrees on any numbers, the smallest among them', () => {
    fc.assert(
      fc.property(fc.float32Array({ maxLength: 40 }), (numbers) => {
        expect(allFinite(numbers)).toBe(twin(numbers));
      }),
      { numRuns: 500 },
    );
  });
});
