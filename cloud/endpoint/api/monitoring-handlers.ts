import { z } from 'zod';
import type { CloudMetrics } from '../../../preload/contract/cloud.ts';
import type { PartHealth } from '../../../preload/contract/station.ts';
import { type Database, read, readOne } from '../database/database.ts';
import { sqlFailure } from '../database/sql-failure.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { driftOfRows } from './drift-of-rows.ts';
import { procedures } from './procedures.ts';

const bins = 10;

const totalsRow = z.object({
  predictions: z.number(),
  /** Of those, the ones with a verdict: not every model judges. */
  judged: z.number(),
  fails: z.number(),
  unsure: z.number(),
  p50: z.number().nullable(),
  p95: z.number().nullable(),
});
const binRow = z.object({ bin: z.number(), rows: z.number() });
const queueRow = z.object({ state: z.enum(['waiting', 'reviewed', 'skipped']), rows: z.number() });
const stationRow = z.object({
  id: z.string(),
  name: z.string(),
  lastSeenAt: z.number().nullable(),
  predictions: z.number(),
});
const countRow = z.object({ rows: z.number() });
const modelRow = z.object({
  name: z.string(),
  version: z.string(),
  predictions: z.number(),
  stations: z.number(),
  firstAt: z.number(),
  lastAt: z.number(),
  lastRetrainAt: z.number().nullable(),
});

/** Reviews that still count: the newest word on an item, where that is a label. */
export const countLabels = async (database: Database): Promise<number> =>
  (await readOne(database, countRow, `SELECT count(*) AS rows FROM labeling_queue WHERE state = 'reviewed'`))?.rows ??
  0;

async function metricsOf(database: Database, windowMs: number, now: number): Promise<CloudMetrics> {
  const since = now - windowMs;
  const totals = await readOne(
    database,
    totalsRow,
    `SELECT count(*) AS predictions, count(*) FILTER (WHERE verdict <> '') AS judged,
       count(*) FILTER (WHERE verdict = 'fail') AS fails,
       count(*) FILTER (WHERE verdict = 'unsure') AS unsure,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY infer_ms) AS p50,
       percentile_cont(0.95) WITHIN GROUP (ORDER BY infer_ms) AS p95
     FROM prediction_logs WHERE captured_at >= $1`,
    [since],
  );
  const counted = await read(
    database,
    binRow,
    `SELECT least(floor(top_score * ${bins}), ${bins - 1})::integer AS bin, count(*) AS rows
     FROM prediction_logs WHERE captured_at >= $1 AND top_score IS NOT NULL GROUP BY 1`,
    [since],
  );
  const confidence = Array.from({ length: bins }, (_, bin) => counted.find((row) => row.bin === bin)?.rows ?? 0);
  const states = await read(database, queueRow, 'SELECT state, count(*) AS rows FROM labeling_queue GROUP BY state');
  const inState = (state: string): number => states.find((row) => row.state === state)?.rows ?? 0;
  const stations = await read(
    database,
    stationRow,
    `SELECT s.id, s.name, s.last_seen_at AS "lastSeenAt", count(p.id) AS predictions
     FROM stations s LEFT JOIN prediction_logs p ON p.station_id = s.id AND p.captured_at >= $1
     GROUP BY s.id ORDER BY s.name`,
    [since],
  );
  const { predictions = 0, judged = 0, fails = 0, unsure = 0, p50 = null, p95 = null } = totals ?? {};
  return {
    windowMs,
    predictions,
    defectRate: judged === 0 ? null : fails / judged,
    unsure,
    confidence,
    inferMs: p50 === null || p95 === null ? null : { p50, p95 },
    queue: { waiting: inState('waiting'), reviewed: inState('reviewed'), skipped: inState('skipped') },
    labels: inState('reviewed'),
    stations: [...stations],
  };
}

async function databaseHealth(database: Database, since: number): Promise<PartHealth> {
  const part = { part: 'database', restarts: 0, since };
  const trouble = await database.rows('SELECT 1').then(
    () => undefined,
    (error: unknown) => sqlFailure(error)?.message ?? 'The database does not answer.',
  );
  return trouble === undefined ? { ...part, state: 'ready', note: '' } : { ...part, state: 'down', note: trouble };
}

async function objectHealth(objects: ObjectStore, since: number): Promise<PartHealth> {
  const part = { part: 'samples', restarts: 0, since };
  const room = await objects.room(0).catch(() => undefined);
  if (room?.ok) return { ...part, state: 'ready', note: '' };
  return { ...part, state: 'degraded', note: room?.failure.message ?? 'The folder of samples cannot be looked at.' };
}

export const monitoringHandlers = (database: Database, objects: ObjectStore, now: () => number, startedAt: number) => ({
  health: procedures.monitoring.health.handler(async () => {
    const parts = [await databaseHealth(database, startedAt), await objectHealth(objects, startedAt)];
    const worst = parts.find(({ state }) => state === 'down') ?? parts.find(({ state }) => state === 'degraded');
    return { state: worst?.state ?? 'ready', parts };
  }),
  metrics: procedures.monitoring.metrics.handler(({ input }) => metricsOf(database, input.windowMs, now())),
  modelStatus: procedures.monitoring.modelStatus.handler(async () => [
    ...(await read(
      database,
      modelRow,
      `SELECT model_name AS name, model_version AS version, count(*) AS predictions,
         count(DISTINCT station_id) AS stations, min(captured_at) AS "firstAt", max(captured_at) AS "lastAt",
         (SELECT max(e.created_at) FROM retraining_events e WHERE e.model_name = p.model_name AND e.state = 'done')
           AS "lastRetrainAt"
       FROM prediction_logs p GROUP BY model_name, model_version ORDER BY max(captured_at) DESC LIMIT 100`,
    )),
  ]),
  drift: procedures.monitoring.drift.handler(({ input }) => driftOfRows(database, { ...input, now: now() })),
});
