import { z } from 'zod';
import { failure } from '../../../main/domain/outcome.ts';
import type { RefusedItem, SyncLabel } from '../../../preload/contract/sync.ts';
import { read, readOne, type Sql } from '../database/database.ts';
import { marksProblem } from './check-marks.ts';
import { refuseItem } from './judge-items.ts';

const itemRow = z.object({
  id: z.number(),
  localId: z.number(),
  sha256: z.string(),
  medium: z.enum(['picture', 'sound']),
  width: z.number(),
  height: z.number(),
  durationMs: z.number().nullable(),
  classes: z.array(z.string()),
});
const countRow = z.object({ stored: z.number().int() });

type Indexed = { readonly index: number; readonly item: SyncLabel };

const unknownSample = failure('not_found', {
  thing: 'sampleLocalId',
  expected: 'a sample that this station has sent',
  received: 'another',
  remedy: 'Send the sample first, in the same batch or in an earlier one.',
});

/** Stores what people said at the station, and what that makes of the samples in the queue. */
export async function storeLabels(
  sql: Sql,
  stationId: string,
  labels: readonly Indexed[],
  now: number,
): Promise<{ readonly stored: number; readonly refused: readonly RefusedItem[] }> {
  if (labels.length === 0) return { stored: 0, refused: [] };
  const items = await itemsOf(sql, stationId, labels);
  const refused: RefusedItem[] = [];
  const rows: object[] = [];
  for (const { index, item: label } of labels) {
    const item = items.get(label.sampleLocalId);
    const why = item === undefined ? unknownSample : marksProblem(item, label.marks);
    if (why !== undefined) refused.push(refuseItem('labels', index, label, why));
    else if (item !== undefined) rows.push({ ...label, itemId: item.id, sha256: item.sha256 });
  }
  const found = await readOne(
    sql,
    countRow,
    `WITH added AS (
       INSERT INTO reviewed_labels (station_id, local_id, item_id, sample_sha256, decision, labels, reviewer, origin,
         reviewed_at, received_at)
       SELECT $1, r."localId", r."itemId", r.sha256, r.decision, r.marks, r.reviewer, 'station', r."reviewedAt", $3
       FROM jsonb_to_recordset($2::jsonb) AS r ("localId" bigint, "itemId" bigint, sha256 text, decision text,
         marks jsonb, reviewer text, "reviewedAt" bigint)
       ON CONFLICT (station_id, local_id) DO NOTHING RETURNING 1)
     SELECT count(*) AS stored FROM added`,
    [stationId, JSON.stringify(rows), now],
  );
  await settleItems(
    sql,
    [...items.values()].map(({ id }) => id),
    now,
  );
  return { stored: found?.stored ?? 0, refused };
}

async function itemsOf(sql: Sql, stationId: string, labels: readonly Indexed[]) {
  const wanted = [...new Set(labels.map(({ item }) => item.sampleLocalId))];
  const found = await read(
    sql,
    itemRow,
    `SELECT id, local_id AS "localId", sample_sha256 AS sha256, medium, width, height, duration_ms AS "durationMs", classes
     FROM labeling_queue WHERE station_id = $1 AND local_id = ANY($2::bigint[])`,
    [stationId, wanted],
  );
  return new Map(found.map((item) => [item.localId, item]));
}

/** The newest word on a sample counts, wherever it was said; by the clock of whoever said it. */
export async function settleItems(sql: Sql, itemIds: readonly number[], now: number): Promise<void> {
  await sql.rows(
    `UPDATE labeling_queue q SET updated_at = $2,
       state = CASE latest.decision WHEN 'labelled' THEN 'reviewed' WHEN 'taken-back' THEN 'waiting' ELSE 'skipped' END
     FROM (SELECT DISTINCT ON (item_id) item_id, decision FROM reviewed_labels WHERE item_id = ANY($1::bigint[])
           ORDER BY item_id, reviewed_at DESC, id DESC) latest
     WHERE q.id = latest.item_id`,
    [itemIds, now],
  );
}
