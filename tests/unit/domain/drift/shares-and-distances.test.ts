import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../../../../main/domain/drift/benjamini-hochberg.ts';
import { countByGroup, groupStarts, stabilityIndex } from '../../../../main/domain/drift/stability-index.ts';
import { wassersteinOfCounts, wassersteinOfSamples } from '../../../../main/domain/drift/wasserstein.ts';
import { binOf, binWidth, type Scale } from '../../../../main/domain/sketch/scale.ts';
import { linearCongruential, take } from '../../../support/random-streams.ts';

const sorted = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

describe('the stability index', () => {
  it('is the sum of shares moved times their logarithms, half a count added to each', () => {
    // numpy: ((sb - sa) * log(sb / sa)).sum() with sa = (a + 0.5) / (a.sum() + 2.5).
    expect(stabilityIndex([100, 200, 300, 250, 150], [80, 180, 310, 260, 0])).toBeCloseTo(0.8572361855089135, 12);
    expect(stabilityIndex([5, 10, 15], [50, 100, 150])).toBeLessThan(0.001);
  });

  it('groups a reference by tenths, and closes several at once where one value holds them all', () => {
    const even = new Float64Array(100).fill(7);
    expect(groupStarts(even, 700)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
    const heavy = Float64Array.from([600, 20, 30, 60, 90, 200, 0]);
    const starts = groupStarts(heavy, 1000);
    expect(starts).toEqual([0, 1, 4, 5]);
    expect(countByGroup(heavy, starts)).toEqual([600, 110, 90, 200]);
    expect(groupStarts(Float64Array.from([0, 9, 0, 0]), 9)).toEqual([0]);
  });
});

describe('the Wasserstein distance', () => {
  // scipy 1.10.1: stats.wasserstein_distance.
  it.each([
    [10, 12, 0.3, 0.5608783272405466],
    [50, 73, 0.15, 0.08469499834415133],
    [1000, 1500, 0.03, 0.02418571868414682],
  ])('is that of scipy for %i and %i values', (n, m, shift, distance) => {
    const one = sorted(take(linearCongruential(1), n));
    const other = sorted(take(linearCongruential(2), m).map((value) => value + shift));
    expect(wassersteinOfSamples(one, other)).toBeCloseTo(distance, 12);
  });

  it('errs by at most one bin when it is read from counts', () => {
    const scale: Scale = { kind: 'linear', low: 0, high: 1, bins: 25 };
    const sample = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(sample, sample, (one, other) => {
        const [a = new Float64Array(), b = new Float64Array()] = [one, other].map((values) => {
          const bins = new Float64Array(scale.bins);
          for (const value of values) bins[binOf(scale, value)] = (bins[binOf(scale, value)] ?? 0) + 1;
          return bins;
        });
        const n = { one: one.length, other: other.length };
        const exact = wassersteinOfSamples(sorted(one), sorted(other));
        expect(Math.abs(wassersteinOfCounts(a, b, n, binWidth(scale)) - exact)).toBeLessThan(binWidth(scale) + 1e-12);
      }),
    );
  });
});

describe('the correction for many features', () => {
  it('is that of Benjamini and Hochberg', () => {
    // scipy 1.17: stats.false_discovery_control.
    const adjusted = benjaminiHochberg([0.01, 0.04, 0.03, 0.005, 0.8, 0.04]);
    for (const [index, p] of [0.03, 0.048, 0.048, 0.03, 0.8, 0.048].entries())
      expect(adjusted[index]).toBeCloseTo(p, 12);
    expect(benjaminiHochberg([])).toEqual([]);
  });

  it('never lowers a p-value, never exceeds one, and keeps their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (pValues) => {
        const adjusted = benjaminiHochberg(pValues);
        for (const [index, p] of pValues.entries()) {
          expect(adjusted[index]).toBeGreaterThanOrEqual(p);
          expect(adjusted[index]).toBeLessThanOrEqual(1);
          for (const [other, q] of pValues.entries()) {
            if (p < q) expect(adjusted[index]).toBeLessThanOrEqual(adjusted[other] ?? 1);
          }
        }
      }),
    );
  });
});
