import { z } from 'zod';
import type { SyncSample } from '../../../preload/contract/sync.ts';
import { read, readOne, type Sql } from '../database/database.ts';

const countRow = z.object({ stored: z.number().int() });
const hashRow = z.object({ sha256: z.string() });

/** Puts samples that are not there yet into the queue; gives how many that were. */
export async function storeSamples(
  sql: Sql,
  stationId: string,
  samples: readonly SyncSample[],
  now: number,
): Promise<number> {
  if (samples.length === 0) return 0;
  const flat = samples.map(({ model, ...sample }) => ({
    ...sample,
    modelName: model?.name ?? null,
    modelVersion: model?.version ?? null,
  }));
  const found = await readOne(
    sql,
    countRow,
    `WITH added AS (
       INSERT INTO labeling_queue (station_id, local_id, prediction_local_id, source_id, model_name, model_version,
         medium, sample_sha256, bytes, media_type, width, height, duration_ms, reason, pre_labels, classes, state,
         captured_at, created_at, updated_at)
       SELECT $1, r."localId", r."predictionLocalId", r."sourceId", r."modelName", r."modelVersion", r.medium, r.sha256,
         r.bytes, r."mediaType", r.width, r.height, r."durationMs", r.reason, r."preLabels", r.classes, 'waiting',
         r."capturedAt", $3, $3
       FROM jsonb_to_recordset($2::jsonb) AS r ("localId" bigint, "predictionLocalId" bigint, "sourceId" text,
         "modelName" text, "modelVersion" text, medium text, sha256 text, bytes bigint, "mediaType" text,
         width integer, height integer, "durationMs" double precision, reason text, "preLabels" jsonb, classes jsonb,
         "capturedAt" bigint)
       ON CONFLICT (station_id, local_id) DO NOTHING RETURNING 1)
     SELECT count(*) AS stored FROM added`,
    [stationId, JSON.stringify(flat), now],
  );
  return found?.stored ?? 0;
}

/** Of these hashes, or of all that the station named, those whose bytes are still to come. */
export async function missingObjects(
  sql: Sql,
  stationId: string,
  limit: number,
  hashes: readonly string[] | null = null,
): Promise<string[]> {
  const rows = await read(
    sql,
    hashRow,
    `SELECT q.sample_sha256 AS sha256 FROM labeling_queue q
     WHERE q.station_id = $1 AND ($2::text[] IS NULL OR q.sample_sha256 = ANY($2::text[]))
       AND NOT EXISTS (SELECT 1 FROM objects o WHERE o.sha256 = q.sample_sha256)
     GROUP BY q.sample_sha256 ORDER BY min(q.id) LIMIT $3`,
    [stationId, hashes, limit],
  );
  return rows.map(({ sha256 }) => sha256);
}
