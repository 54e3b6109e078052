import { z } from 'zod';
import { inspectionLog, type LogEntry } from '../../../preload/contract/cloud.ts';
import type { SyncPrediction } from '../../../preload/contract/sync.ts';
import { type Database, read, readOne } from '../database/database.ts';
import { storePredictions } from '../sync/store-predictions.ts';
import { procedures } from './procedures.ts';

/** The seed's band: a frame whose best detection lies within it is uncertain. */
const unsureBand = { low: 0.4, high: 0.7 };

const idRow = z.object({ id: z.number().int() });
const logRow = inspectionLog.extend({ sound: inspectionLog.shape.sound.nullable() });

function asPrediction(entry: LogEntry, now: number): { readonly row: SyncPrediction; readonly uncertain: boolean } {
  const { from: _from, ...rest } = entry;
  const top = entry.detections.toSorted((a, b) => b.score - a.score)[0];
  const uncertain = entry.detections.some(({ score }) => score >= unsureBand.low && score < unsureBand.high);
  const verdict = entry.verdict ?? (uncertain ? 'unsure' : top === undefined ? 'pass' : 'fail');
  const row = {
    ...rest,
    inspectionId: null,
    capturedAt: entry.capturedAt ?? now,
    topScore: top?.score ?? null,
    topLabel: top?.label ?? null,
    verdict,
    endToEndMs: entry.inferMs,
  };
  return { row, uncertain };
}

export const logHandlers = (database: Database, now: () => number) => ({
  append: procedures.logs.append.handler(async ({ input }) => {
    const { row, uncertain } = asPrediction(input, now());
    // No enrolled station has a colon in its id, so that the two kinds of sender never meet.
    const sender = `log:${input.from}`;
    const stored = await storePredictions(database, sender, [row], now());
    const found = await readOne(
      database,
      idRow,
      'SELECT id FROM prediction_logs WHERE station_id = $1 AND local_id = $2',
      [sender, input.localId],
    );
    return { id: found?.id ?? 0, known: stored === 0, uncertain };
  }),
  list: procedures.logs.list.handler(async ({ input: { before, limit, station, verdict } }) => {
    const rows = await read(
      database,
      logRow,
      `SELECT id, station_id AS "stationId", local_id AS "localId", frame_id AS "frameId", source_id AS "sourceId",
         inspection_id AS "inspectionId", jsonb_build_object('name', model_name, 'version', model_version) AS model,
         captured_at AS "capturedAt", width, height, detections, sound, top_score AS "topScore", top_label AS "topLabel",
         nullif(verdict, '') AS verdict, infer_ms AS "inferMs", end_to_end_ms AS "endToEndMs", received_at AS "receivedAt"
       FROM prediction_logs
       WHERE ($1::bigint IS NULL OR id < $1) AND ($2::text IS NULL OR station_id = $2)
         AND ($3::text IS NULL OR verdict = $3)
       ORDER BY id DESC LIMIT $4`,
      [before ?? null, station ?? null, verdict ?? null, limit],
    );
    const shown = rows.map(({ sound, ...row }) => (sound ? { ...row, sound } : row));
    return { rows: shown, next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
  }),
});
