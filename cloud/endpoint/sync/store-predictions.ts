import { z } from 'zod';
import type { SyncPrediction } from '../../../preload/contract/sync.ts';
import { readOne, type Sql } from '../database/database.ts';

const countRow = z.object({ stored: z.number().int() });

/** Stores what is not there yet; gives how many that were. */
export async function storePredictions(
  sql: Sql,
  stationId: string,
  rows: readonly SyncPrediction[],
  now: number,
): Promise<number> {
  if (rows.length === 0) return 0;
  const flat = rows.map(({ model, ...row }) => ({ ...row, modelName: model.name, modelVersion: model.version }));
  const found = await readOne(
    sql,
    countRow,
    `WITH added AS (
       INSERT INTO prediction_logs (station_id, local_id, frame_id, source_id, inspection_id, model_name, model_version,
         captured_at, width, height, detections, sound, top_score, top_label, verdict, infer_ms, end_to_end_ms,
         received_at)
       SELECT $1, r."localId", r."frameId", r."sourceId", r."inspectionId", r."modelName", r."modelVersion",
         r."capturedAt", r.width, r.height, r.detections, r.sound, r."topScore", r."topLabel", coalesce(r.verdict, ''),
         r."inferMs",
         r."endToEndMs", $3
       FROM jsonb_to_recordset($2::jsonb) AS r ("localId" bigint, "frameId" text, "sourceId" text,
         "inspectionId" bigint, "modelName" text, "modelVersion" text, "capturedAt" bigint, width integer,
         height integer, detections jsonb, sound jsonb, "topScore" double precision, "topLabel" text, verdict text,
         "inferMs" double precision, "endToEndMs" double precision)
       ON CONFLICT (station_id, local_id) DO NOTHING RETURNING 1)
     SELECT count(*) AS stored FROM added`,
    [stationId, JSON.stringify(flat), now],
  );
  return found?.stored ?? 0;
}
