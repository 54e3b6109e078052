import { inspectionLog } from '../../../preload/contract/cloud.ts';
import type { ShownVerdict } from '../../../preload/contract/values.ts';
import { read, type Sql } from '../database/database.ts';

export interface LogQuestion {
  readonly before?: number | undefined;
  readonly limit: number;
  readonly station?: string | undefined;
  readonly verdict?: ShownVerdict | undefined;
}

const logRow = inspectionLog.extend({ sound: inspectionLog.shape.sound.nullable() });

/** A page of predictions, newest first; by verdict, or by none, an index leads to them. */
export async function listLogs(sql: Sql, { before, limit, station, verdict }: LogQuestion) {
  const stored = verdict === 'none' ? '' : (verdict ?? null);
  const rows = await read(
    sql,
    logRow,
    `SELECT id, station_id AS "stationId", local_id AS "localId", frame_id AS "frameId", source_id AS "sourceId",
       inspection_id AS "inspectionId", jsonb_build_object('name', model_name, 'version', model_version) AS model,
       captured_at AS "capturedAt", width, height, detections, sound, top_score AS "topScore", top_label AS "topLabel",
       nullif(verdict, '') AS verdict, infer_ms AS "inferMs", end_to_end_ms AS "endToEndMs", received_at AS "receivedAt"
     FROM prediction_logs
     WHERE ($1::bigint IS NULL OR id < $1) AND ($2::text IS NULL OR station_id = $2)
       AND ($3::text IS NULL OR verdict = $3)
     ORDER BY id DESC LIMIT $4`,
    [before ?? null, station ?? null, stored, limit],
  );
  const shown = rows.map(({ sound, ...row }) => (sound ? { ...row, sound } : row));
  return { rows: shown, next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
}
