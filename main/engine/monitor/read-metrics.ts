import { type MetricPoint, mostPoints, type StationMetrics, type Stream } from '../../../preload/contract/monitor.ts';
import {
  addMetrics,
  defectRateOf,
  inferSpread,
  type MetricData,
  noMetrics,
  rateOf,
} from '../../domain/metrics/metric-data.ts';
import type { MetricBucket, MetricQuestion } from '../../store/verbs/metrics.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
/** Longer ranges are read from sums of hours. */
const byMinuteMs = 12 * hourMs;

export interface MetricRange {
  readonly since: number;
  readonly until: number;
  readonly points: number;
}

/** Buckets so long that a range takes at most so many points, its first and its last one cut included. */
export function questionFor(stream: Stream, { since, until, points }: MetricRange): MetricQuestion {
  const spanMs = until - since > byMinuteMs ? hourMs : minuteMs;
  const most = Math.max(1, Math.min(points, mostPoints) - 1);
  const bucketMs = Math.max(1, Math.ceil((until - since) / most / spanMs)) * spanMs;
  return { stream, spanMs, bucketMs, since: Math.floor(since / bucketMs) * bucketMs, until };
}

/** The stored buckets and the minute that is not stored yet. */
export function withOpenMinute(
  buckets: readonly MetricBucket[],
  open: { readonly startAt: number; readonly data: MetricData } | undefined,
  { bucketMs, since, until }: MetricQuestion,
): readonly MetricBucket[] {
  if (open === undefined || open.startAt < since || open.startAt >= until) return buckets;
  const startAt = Math.floor(open.startAt / bucketMs) * bucketMs;
  const known = buckets.find((bucket) => bucket.startAt === startAt);
  const data = addMetrics(known?.data ?? noMetrics, open.data);
  const { queueSize = null, labelled = null } = known ?? {};
  return [...buckets.filter((bucket) => bucket !== known), { startAt, data, queueSize, labelled }];
}

const pointOf = (startAt: number, bucket: MetricBucket | undefined): MetricPoint => {
  const data = bucket?.data ?? noMetrics;
  return {
    startAt,
    predictions: data.predictions,
    framesPerSecond: rateOf(data),
    inferMs: inferSpread(data),
    verdicts: data.verdicts,
    parts: data.parts,
    defectRate: defectRateOf(data),
    queueSize: bucket?.queueSize ?? null,
    labelled: bucket?.labelled ?? null,
  };
};

type Counted = Omit<StationMetrics, 'queue' | 'labels' | 'medium'>;

/** Every stretch of the range has its point, one in which the line stood included: a gap in a chart is a gap in time. */
export function metricsOf(
  buckets: readonly MetricBucket[],
  { since, until, bucketMs }: Pick<MetricQuestion, 'since' | 'until' | 'bucketMs'>,
): Counted {
  const all = buckets.reduce((sum, { data }) => addMetrics(sum, data), noMetrics);
  const byStart = new Map(buckets.map((bucket) => [bucket.startAt, bucket]));
  const count = Math.min(mostPoints, Math.ceil((until - since) / bucketMs));
  const starts = Array.from({ length: count }, (_, index) => since + index * bucketMs);
  return {
    windowMs: until - since,
    since,
    until,
    predictions: all.predictions,
    framesPerSecond: rateOf(all),
    defectRate: defectRateOf(all),
    unsure: all.verdicts.unsure,
    verdicts: all.verdicts,
    parts: all.parts,
    confidence: [...all.confidence],
    inferMs: inferSpread(all),
    bucketMs,
    points: starts.map((startAt) => pointOf(startAt, byStart.get(startAt))),
  };
}

/** What is spoken comes as it comes: it has no frame rate, and is counted by the minute. */
export const ofSound = (counted: Counted): Counted & Pick<StationMetrics, 'medium'> => ({
  ...counted,
  medium: 'sound',
  framesPerSecond: null,
  points: counted.points.map((point) => ({ ...point, framesPerSecond: null, queueSize: null, labelled: null })),
});
