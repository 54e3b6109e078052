import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMetrics,
  defectRateOf,
  inferSpread,
  noMetrics,
  rateOf,
} from '../../../../main/domain/metrics/metric-data.ts';
import { MetricTally, type SeenByModel } from '../../../../main/domain/metrics/metric-tally.ts';
import { verdicts } from '../../../../preload/contract/values.ts';

function tallied(rows: readonly SeenByModel[]) {
  const tally = new MetricTally();
  for (const row of rows) tally.seen(row);
  return tally.read();
}

const row = fc.record({
  capturedAt: fc.integer({ min: 0, max: 59_999 }),
  topScore: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  verdict: fc.constantFrom(...verdicts, null),
  inferMs: fc.double({ min: 0.1, max: 10_000, noNaN: true }),
});
const rows = fc.array(row, { maxLength: 60 });

describe('sums of what was seen', () => {
  it('are the same for a stretch as for its parts added up', () => {
    fc.assert(
      fc.property(rows, rows, (one, other) => {
        const later = other.map((each) => ({ ...each, capturedAt: each.capturedAt + 60_000 }));
        expect(addMetrics(tallied(one), tallied(later))).toEqual(tallied([...one, ...later]));
      }),
    );
  });

  it('tell a percentile to within four in a hundred', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (seen) => {
        const sorted = seen.map(({ inferMs }) => inferMs).toSorted((a, b) => a - b);
        const spread = inferSpread(tallied(seen));
        for (const [share, told] of [
          [0.5, spread?.p50],
          [0.95, spread?.p95],
        ] as const) {
          const exact = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
          expect(Math.abs((told ?? 0) / exact - 1)).toBeLessThan(0.04);
        }
      }),
    );
  });

  it('take a rate over the seconds in which the line ran, and defects by part where parts were judged', () => {
    const at = (capturedAt: number): SeenByModel => ({ capturedAt, topScore: 1, verdict: 'fail', inferMs: 20 });
    const tally = new MetricTally();
    for (const each of [at(0), at(500), at(30_000), at(30_500)]) tally.seen(each);
    expect([rateOf(tally.read()), defectRateOf(tally.read())]).toEqual([2, 1]);
    for (const verdict of ['pass', 'pass', 'pass', 'fail'] as const) tally.judged(verdict);
    expect(defectRateOf(tally.read())).toBe(0.25);
    expect(tally.read().confidence.at(-1)).toBe(4);
  });

  it('count frames of a model that judges nothing, and make no defect rate of them', () => {
    const row = { capturedAt: 0, topScore: 0.9, verdict: null, inferMs: 20 };
    const data = tallied([row, row]);
    expect(data).toMatchObject({ predictions: 2, verdicts: { pass: 0, fail: 0, unsure: 0 } });
    expect(defectRateOf(data)).toBeNull();
  });

  it('say nothing of a stretch in which nothing was seen', () => {
    expect([rateOf(noMetrics), defectRateOf(noMetrics), inferSpread(noMetrics)]).toEqual([null, null, null]);
  });
});
