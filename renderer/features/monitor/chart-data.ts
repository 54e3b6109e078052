import type { DriftFeatureName } from '../../../preload/contract/drift.ts';
import {
  type MetricPoint,
  mostPoints,
  type PastWindow,
  type StationMetrics,
} from '../../../preload/contract/monitor.ts';

export type SeriesLook = 'main' | 'second' | 'quiet' | 'fail' | 'unsure';

export interface Series {
  readonly key: string;
  readonly label: string;
  readonly look: SeriesLook;
}

/** A null is a gap, never a nought: nothing was seen then. */
export interface ChartRow {
  readonly at: number;
  readonly values: Readonly<Record<string, number | null>>;
  readonly marked?: boolean;
}

export interface ChartData {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly digits: number;
  readonly shape: 'line' | 'stack';
  readonly series: readonly Series[];
  readonly rows: readonly ChartRow[];
}

/** The worst of each bundle stays in sight: of several rows the one with the highest figure is kept. */
export function thinned(rows: readonly ChartRow[], most = mostPoints): readonly ChartRow[] {
  if (rows.length <= most) return rows;
  const size = Math.ceil(rows.length / most);
  const height = ({ values }: ChartRow): number =>
    Math.max(Number.NEGATIVE_INFINITY, ...Object.values(values).map((value) => value ?? Number.NEGATIVE_INFINITY));
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size).reduce((best, row) => (height(row) > height(best) ? row : best)),
  );
}

type Reading = (point: MetricPoint) => ChartRow['values'];

/** A point stands in the middle of the stretch that it sums up. */
export const rowsOf = (points: readonly MetricPoint[], bucketMs: number, read: Reading): readonly ChartRow[] =>
  thinned(points.map((point) => ({ at: point.startAt + bucketMs / 2, values: read(point) })));

/** What was spoken, by the minute; a stretch in which nobody did counts as nought. */
export const spokenRows = ({ points, bucketMs, until }: StationMetrics): readonly ChartRow[] =>
  rowsOf(points, bucketMs, ({ startAt, predictions }) => {
    const minutes = Math.min(bucketMs, until - startAt) / 60_000;
    return { segments: minutes > 0 ? predictions / minutes : null };
  });

export const readings = {
  rate: (point) => ({ rate: point.framesPerSecond }),
  infer: (point) => ({ p50: point.inferMs?.p50 ?? null, p95: point.inferMs?.p95 ?? null }),
  defects: (point) => ({ defects: point.defectRate === null ? null : point.defectRate * 100 }),
  queue: (point) => ({ waiting: point.queueSize, labelled: point.labelled }),
  mix: ({ verdicts }) => {
    const all = verdicts.pass + verdicts.fail + verdicts.unsure;
    const share = (part: number): number | null => (all === 0 ? null : (part / all) * 100);
    return { fail: share(verdicts.fail), unsure: share(verdicts.unsure), pass: share(verdicts.pass) };
  },
} satisfies Record<string, Reading>;

export function driftRows(
  windows: readonly PastWindow[],
  feature: DriftFeatureName,
  since: number,
  until: number,
): readonly ChartRow[] {
  const rows = windows
    .filter(({ window }) => window.endAt > since && window.startAt < until)
    .map(({ window, points }) => {
      const point = points.find((each) => each.feature === feature);
      const at = Math.min(until, Math.max(since, (window.startAt + window.endAt) / 2));
      return { at, values: { psi: point?.psi ?? null }, marked: point?.drifted ?? false };
    });
  return thinned(rows);
}

export interface Outline {
  readonly low: number;
  readonly high: number;
  readonly last: number;
}

/** What a chart says in one sentence; null where it has no figure. */
export function outlineOf(rows: readonly ChartRow[], key: string): Outline | null {
  const found = rows.map(({ values }) => values[key] ?? null).filter((value) => value !== null);
  const last = found.at(-1);
  return last === undefined ? null : { low: Math.min(...found), high: Math.max(...found), last };
}

export const isBlank = ({ rows, series }: ChartData): boolean =>
  series.every(({ key }) => outlineOf(rows, key) === null);
