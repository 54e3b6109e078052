import type { MetricPoint, StationMetrics } from '../../preload/contract/monitor.ts';

const startedAt = 1_767_600_000_000;

/** A line with a break of half an hour in every four: its points are there, with nothing in them. */
export function fixtureMetricPoints(since: number, until: number, bucketMs: number): MetricPoint[] {
  const first = Math.floor(since / bucketMs) * bucketMs;
  const count = Math.max(0, Math.ceil((until - first) / bucketMs));
  return Array.from({ length: Math.min(300, count) }, (_, index) => pointAt(first + index * bucketMs, bucketMs));
}

function pointAt(startAt: number, bucketMs: number): MetricPoint {
  const hour = (startAt - startedAt) / 3_600_000;
  const stands = ((hour % 4) + 4) % 4 >= 3.5;
  const wave = Math.sin(hour / 2);
  const predictions = stands ? 0 : Math.round((bucketMs / 1_000) * (14.5 + wave / 2));
  const parts = Math.round(predictions / 12);
  const failed = Math.round(parts * (0.12 + 0.03 * wave));
  return {
    startAt,
    predictions,
    framesPerSecond: stands ? null : predictions / (bucketMs / 1_000),
    inferMs: stands ? null : { p50: 21 + wave, p95: 33 + 2 * wave },
    verdicts: { pass: Math.round(predictions * 0.86), fail: Math.round(predictions * 0.1), unsure: 0 },
    parts: { pass: parts - failed, fail: failed, unsure: 0 },
    defectRate: parts === 0 ? null : failed / parts,
    queueSize: Math.max(0, Math.round(20 + hour * 2)),
    labelled: Math.max(0, Math.round(hour)),
  };
}

/** A desk at which somebody speaks every half minute, louder by day. */
export function metricsOfSound(since: number, until: number, bucketMs: number): StationMetrics {
  const none = { pass: 0, fail: 0, unsure: 0 };
  const points = fixtureMetricPoints(since, until, bucketMs).map((point) => ({
    ...point,
    predictions: Math.round(point.predictions / 450),
    framesPerSecond: null,
    inferMs: point.inferMs && { p50: point.inferMs.p50 / 2, p95: point.inferMs.p95 / 2 },
    verdicts: none,
    parts: none,
    defectRate: null,
    queueSize: null,
    labelled: null,
  }));
  const predictions = points.reduce((sum, point) => sum + point.predictions, 0);
  return {
    windowMs: until - since,
    medium: 'sound',
    since,
    until,
    predictions,
    framesPerSecond: null,
    defectRate: null,
    unsure: 0,
    verdicts: none,
    parts: none,
    confidence: Array.from({ length: 20 }, (_, bin) =>
      Math.round(predictions * 0.25 * Math.exp(-((bin - 18) ** 2) / 6)),
    ),
    inferMs: { p50: 10.6, p95: 17.2 },
    queue: { waiting: 3, reviewed: 2, skipped: 0 },
    labels: 2,
    bucketMs,
    points,
  };
}
