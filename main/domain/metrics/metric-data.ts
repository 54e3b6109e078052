import type { VerdictCounts } from '../../../preload/contract/inspections.ts';
import type { Spread } from '../../../preload/contract/values.ts';
import { packCounts, unpackCounts } from '../sketch/packed-counts.ts';
import { edgePlace, type Scale, valueAt } from '../sketch/scale.ts';

export const confidenceBins = 20;

/** Bins grow by 8 %: a percentile is read to within 4 % from 0.05 ms to a minute. */
export const inferScale: Scale = { kind: 'log', low: 0.05, high: 60_000, bins: 182 };

/** What was seen in one stretch of time: sums only, so that stretches can be added up. */
export interface MetricData {
  readonly predictions: number;
  /** Seconds in which anything was seen: a rate is of the time that the line ran. */
  readonly seconds: number;
  /** By frame, and by part judged. */
  readonly verdicts: VerdictCounts;
  readonly parts: VerdictCounts;
  /** Frames by their highest score. */
  readonly confidence: readonly number[];
  /** Packed counts on `inferScale`. */
  readonly infer: readonly number[];
}

const noVerdicts: VerdictCounts = { pass: 0, fail: 0, unsure: 0 };

export const noMetrics: MetricData = {
  predictions: 0,
  seconds: 0,
  verdicts: noVerdicts,
  parts: noVerdicts,
  confidence: Array.from({ length: confidenceBins }, () => 0),
  infer: [],
};

const addVerdicts = (one: VerdictCounts, other: VerdictCounts): VerdictCounts => ({
  pass: one.pass + other.pass,
  fail: one.fail + other.fail,
  unsure: one.unsure + other.unsure,
});

export function addMetrics(one: MetricData, other: MetricData): MetricData {
  const counts = new Float64Array(inferScale.bins);
  unpackCounts(one.infer, counts);
  unpackCounts(other.infer, counts);
  return {
    predictions: one.predictions + other.predictions,
    seconds: one.seconds + other.seconds,
    verdicts: addVerdicts(one.verdicts, other.verdicts),
    parts: addVerdicts(one.parts, other.parts),
    confidence: noMetrics.confidence.map((_, bin) => (one.confidence[bin] ?? 0) + (other.confidence[bin] ?? 0)),
    infer: packCounts(counts),
  };
}

/** Median and 95th percentile; null where nothing was seen. */
export function inferSpread({ predictions, infer }: MetricData): Spread | null {
  if (predictions === 0) return null;
  const counts = new Float64Array(inferScale.bins);
  unpackCounts(infer, counts);
  return { p50: percentile(counts, predictions * 0.5), p95: percentile(counts, predictions * 0.95) };
}

function percentile(counts: Float64Array, rank: number): number {
  let seen = 0;
  const bin = counts.findIndex((count) => {
    seen += count;
    return seen >= rank;
  });
  return valueAt(inferScale, edgePlace(inferScale, (bin < 0 ? counts.length - 1 : bin) + 0.5));
}

export const rateOf = ({ predictions, seconds }: MetricData): number | null =>
  seconds === 0 ? null : predictions / seconds;

/** Parts that failed over all that were judged; over frames where no part was judged. Null where nothing was judged at all. */
export function defectRateOf({ verdicts, parts }: MetricData): number | null {
  const judged = parts.pass + parts.fail + parts.unsure > 0 ? parts : verdicts;
  const all = judged.pass + judged.fail + judged.unsure;
  return all === 0 ? null : judged.fail / all;
}
