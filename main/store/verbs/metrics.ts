import type { Stream } from '../../../preload/contract/monitor.ts';
import { addMetrics, type MetricData, noMetrics } from '../../domain/metrics/metric-data.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Older minutes are gone: the hours that they went into stay for longer. */
const keptMs = { [minuteMs]: 7 * dayMs, [hourMs]: 400 * dayMs };

const streamOf = ({ sourceId, model }: Stream) => [sourceId, model.name, model.version] as const;
const ofStream = 'source_id = ? AND model_name = ? AND model_version = ?';

const waitingSql = `SELECT count(*) FROM labeling_queue WHERE medium = 'picture' AND state = 'waiting'`;
const labelledSql = `SELECT count(*) FROM labeling_queue WHERE medium = 'picture' AND state = 'labelled'`;

const reviewedSql = `
  SELECT count(*) FROM labeling_queue q JOIN prediction_logs p ON p.id = q.prediction_id
  WHERE q.medium = 'picture' AND q.state = 'labelled' AND p.model_name = ? AND
    (SELECT max(reviewed_at) FROM reviewed_labels WHERE item_id = q.id AND undone_at IS NULL) > ?`;

/** What a person has labelled of one model's items since a time, and not taken back. */
export const countReviewed = (
  db: ReadableDb,
  { modelName, since }: { readonly modelName: string; readonly since: number },
): Outcome<number> => succeed(db.column<number>(reviewedSql).get(modelName, since) ?? 0);

export interface MetricMinute {
  readonly stream: Stream;
  readonly startAt: number;
  /** Of the last prediction in it. */
  readonly lastAt: number;
  readonly data: MetricData;
}

function addTo(
  db: WritableDb,
  { stream, startAt, data }: MetricMinute,
  spanMs: number,
  gauges: readonly number[],
): void {
  const key = [...streamOf(stream), spanMs, Math.floor(startAt / spanMs) * spanMs] as const;
  const known = db
    .column<string>(`SELECT data FROM metric_buckets WHERE ${ofStream} AND span_ms = ? AND start_at = ?`)
    .get(...key);
  const all = known === undefined ? data : addMetrics(JSON.parse(known), data);
  db.write('INSERT OR REPLACE INTO metric_buckets VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
    ...key,
    JSON.stringify(all),
    ...gauges,
  );
}

/** A minute that is over: added to what is there of it, and to its hour. */
export function putMinute(db: WritableDb, input: MetricMinute): Outcome<null> {
  const gauges = [waitingSql, labelledSql].map((sql) => db.column<number>(sql).get() ?? 0);
  const key = streamOf(input.stream);
  for (const spanMs of [minuteMs, hourMs] as const) {
    addTo(db, input, spanMs, gauges);
    db.write(`DELETE FROM metric_buckets WHERE ${ofStream} AND span_ms = ? AND start_at < ?`).run(
      ...key,
      spanMs,
      input.startAt - (keptMs[spanMs] ?? 0),
    );
  }
  db.write(
    `INSERT INTO streams VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
     SET predictions = predictions + excluded.predictions, last_at = max(last_at, excluded.last_at)`,
  ).run(...key, input.data.predictions, input.startAt, input.lastAt);
  return succeed(null);
}

export interface MetricBucket {
  readonly startAt: number;
  readonly data: MetricData;
  readonly queueSize: number | null;
  readonly labelled: number | null;
}

export interface MetricQuestion {
  readonly stream: Stream;
  /** Which sums are read: minutes or hours. */
  readonly spanMs: number;
  /** A multiple of it. */
  readonly bucketMs: number;
  readonly since: number;
  readonly until: number;
}

interface Row {
  readonly start_at: number;
  readonly data: string;
  readonly queue_size: number;
  readonly labelled: number;
}

/** Sums in buckets that begin at whole multiples of their length; those in which nothing was seen are left out. */
export function readMetrics(db: ReadableDb, input: MetricQuestion): Outcome<MetricBucket[]> {
  const { stream, spanMs, bucketMs, since, until } = input;
  const rows = db
    .rows<Row>(
      `SELECT start_at, data, queue_size, labelled FROM metric_buckets
       WHERE ${ofStream} AND span_ms = ? AND start_at >= ? AND start_at < ? ORDER BY start_at`,
    )
    .iterate(...streamOf(stream), spanMs, Math.floor(since / spanMs) * spanMs, until);
  const buckets = new Map<number, MetricBucket>();
  for (const { start_at, data, queue_size: queueSize, labelled } of rows) {
    const startAt = Math.floor(start_at / bucketMs) * bucketMs;
    const before = buckets.get(startAt)?.data ?? noMetrics;
    buckets.set(startAt, { startAt, data: addMetrics(before, JSON.parse(data)), queueSize, labelled });
  }
  return succeed([...buckets.values()]);
}

export interface StoredStream extends Stream {
  readonly medium: 'picture' | 'sound';
  readonly predictions: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly hasReference: boolean;
}

interface StreamRow {
  readonly source_id: string;
  readonly model_name: string;
  readonly model_version: string;
  readonly predictions: number;
  readonly first_at: number;
  readonly last_at: number;
  readonly has_reference: number;
  readonly is_heard: number | null;
}

/** As many as there are sources and versions of models: few. Latest first. A source gives pictures or sound, never both. */
export function listStreams(db: ReadableDb, _input: null): Outcome<StoredStream[]> {
  const rows = db
    .rows<StreamRow>(
      `SELECT streams.*, EXISTS (
         SELECT 1 FROM drift_references AS r WHERE r.source_id = streams.source_id
         AND r.model_name = streams.model_name AND r.model_version = streams.model_version
       ) AS has_reference,
       (SELECT duration_ms IS NOT NULL FROM prediction_logs AS p WHERE p.source_id = streams.source_id LIMIT 1) AS is_heard
       FROM streams ORDER BY last_at DESC`,
    )
    .all();
  return succeed(
    rows.map((row) => ({
      sourceId: row.source_id,
      model: { name: row.model_name, version: row.model_version },
      medium: row.is_heard === 1 ? 'sound' : 'picture',
      predictions: row.predictions,
      firstAt: row.first_at,
      lastAt: row.last_at,
      hasReference: row.has_reference === 1,
    })),
  );
}
