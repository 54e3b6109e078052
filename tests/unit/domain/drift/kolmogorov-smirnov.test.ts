import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  distanceOfCounts,
  distanceOfSamples,
  kolmogorovSmirnovP,
  kolmogorovTail,
} from '../../../../main/domain/drift/kolmogorov-smirnov.ts';
import { binOf, type Scale } from '../../../../main/domain/sketch/scale.ts';
import { linearCongruential, take } from '../../../support/random-streams.ts';

const sorted = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();
const two = (n: number, m: number, shift: number): [Float64Array, Float64Array] => [
  sorted(take(linearCongruential(1), n)),
  sorted(take(linearCongruential(2), m).map((value) => value + shift)),
];

describe('the Kolmogorov-Smirnov test of two samples', () => {
  // scipy 1.10.1: stats.ks_2samp(a, b, method='exact').
  it.each([
    [10, 12, 0.3, 0.7166666666666667, 0.003918681937257788],
    [20, 20, 0.2, 0.35, 0.17453300569806826],
    [50, 73, 0.15, 0.18027397260273972, 0.25057695824721304],
    [100, 150, 0.2, 0.23333333333333334, 0.0025167663612473516],
    [200, 200, 0.05, 0.1, 0.2704743832803917],
  ])('counts the chance out exactly for %i and %i values', (n, m, shift, statistic, pValue) => {
    const [one, other] = two(n, m, shift);
    const distance = distanceOfSamples(one, other);
    expect(distance).toBeCloseTo(statistic, 12);
    expect(kolmogorovSmirnovP(distance, n, m) / pValue).toBeCloseTo(1, 9);
  });

  // The same, method='exact'; Stephens' correction of the limit law is within 10 % of it, and above.
  it.each([
    [1000, 1500, 0.03, 0.047666666666666635, 0.12797073226658381],
    [2000, 2000, 0.05, 0.07900000000000007, 7.514027542367496e-6],
    [5000, 800, 0.02, 0.04349999999999998, 0.14269773837205768],
    [3000, 3000, 0, 0.01533333333333331, 0.8723916677796625],
  ])('is within 10 of 100 of the exact chance for %i and %i values', (n, m, shift, statistic, pValue) => {
    const [one, other] = two(n, m, shift);
    const distance = distanceOfSamples(one, other);
    expect(distance).toBeCloseTo(statistic, 12);
    expect(Math.abs(kolmogorovSmirnovP(distance, n, m) / pValue - 1)).toBeLessThan(0.1);
  });

  // scipy.special.kolmogorov.
  it.each([
    [0.3, 0.9999906941986655],
    [0.5, 0.9639452436648751],
    [0.8, 0.5441424115741981],
    [0.99, 0.2808738392255489],
    [1, 0.26999967167735456],
    [1.36, 0.049485876755377876],
    [2, 0.0006709252557796953],
    [3, 3.045995948942526e-8],
  ])('knows the tail of the law at %f', (lambda, pValue) => {
    expect(kolmogorovTail(lambda) / pValue).toBeCloseTo(1, 9);
  });

  it('says nothing against samples that are alike, nor where there are none', () => {
    expect([kolmogorovSmirnovP(0, 5, 5), kolmogorovSmirnovP(1, 0, 5)]).toEqual([1, 1]);
    expect(kolmogorovSmirnovP(1, 5, 5)).toBeCloseTo(2 / 252, 12);
  });

  it('never makes more of binned values than of the values, and misses at most what one bin holds', () => {
    const scale: Scale = { kind: 'linear', low: 0, high: 1, bins: 40 };
    const sample = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(sample, sample, (one, other) => {
        const counts = [one, other].map((values) => {
          const bins = new Float64Array(scale.bins);
          for (const value of values) bins[binOf(scale, value)] = (bins[binOf(scale, value)] ?? 0) + 1;
          return bins;
        });
        const [a = new Float64Array(), b = new Float64Array()] = counts;
        const exact = distanceOfSamples(sorted(one), sorted(other));
        const binned = distanceOfCounts(a, b, one.length, other.length);
        const fullest = Math.max(...a.map((count, bin) => Math.max(count / one.length, (b[bin] ?? 0) / other.length)));
        expect(binned).toBeLessThanOrEqual(exact + 1e-12);
        expect(exact - binned).toBeLessThanOrEqual(fullest + 1e-12);
      }),
    );
  });
});
