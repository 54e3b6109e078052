import { z } from 'zod';
import { type Failure, fail, failure, type Outcome, succeed } from '../../../main/domain/outcome.ts';
import { queueItem } from '../../../preload/contract/cloud.ts';
import type { Decision, Mark } from '../../../preload/contract/sync.ts';
import { type Database, read, readOne, type Sql } from '../database/database.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { marksProblem } from '../sync/check-marks.ts';
import { settleItems } from '../sync/store-labels.ts';
import { procedures, valueOr } from './procedures.ts';

const columns = `
  q.id, q.station_id AS "stationId", q.source_id AS "sourceId", q.medium, q.sample_sha256 AS sha256,
  CASE WHEN o.sha256 IS NULL THEN NULL ELSE '/api/samples/' || o.sha256 END AS picture, q.width, q.height,
  q.duration_ms AS "durationMs", q.reason, q.pre_labels AS "preLabels", q.classes, q.state, q.created_at AS "createdAt"
  FROM labeling_queue q LEFT JOIN objects o ON o.sha256 = q.sample_sha256`;

const countRow = z.object({ rows: z.number().int() });
const objectRow = z.object({ mediaType: z.string(), bytes: z.number() });

interface Review {
  readonly id: number;
  readonly decision: Decision;
  readonly marks: readonly Mark[];
  readonly reviewer: string;
  readonly again: boolean;
}

export const labellingHandlers = (database: Database, objects: ObjectStore, now: () => number) => ({
  queue: procedures.labelling.queue.handler(async ({ input: { after, limit, state } }) => {
    const rows = await read(
      database,
      queueItem,
      `SELECT ${columns} WHERE q.state = $1 AND ($2::bigint IS NULL OR q.id > $2) ORDER BY q.id LIMIT $3`,
      [state, after ?? null, limit],
    );
    const waiting = await readOne(
      database,
      countRow,
      `SELECT count(*) AS rows FROM labeling_queue WHERE state = 'waiting'`,
    );
    const next = rows.length < limit ? null : (rows.at(-1)?.id ?? null);
    return { rows: [...rows], next, waiting: waiting?.rows ?? 0 };
  }),
  label: procedures.labelling.label.handler(async ({ input, context }) => {
    const review = { ...input, reviewer: input.reviewer === '' ? context.role : input.reviewer };
    return valueOr(await database.transaction((sql) => storeReview(sql, review, now())));
  }),
  picture: procedures.labelling.picture.handler(async ({ input: { hash } }) => {
    const row = await readOne(
      database,
      objectRow,
      'SELECT media_type AS "mediaType", bytes FROM objects WHERE sha256 = $1',
      [hash],
    );
    const blob = row && (await objects.blob(hash));
    if (row === undefined || blob === undefined) return valueOr(notHere);
    return new File([blob], hash, { type: row.mediaType });
  }),
});

async function storeReview(
  sql: Sql,
  { id, decision, marks, reviewer, again }: Review,
  now: number,
): Promise<Outcome<{ readonly id: number; readonly state: 'waiting' | 'reviewed' | 'skipped' }>> {
  // Stations before items, as a batch locks them; the cursor is counted under that lock, so that none is skipped over.
  await sql.rows('SELECT 1 FROM stations WHERE id = (SELECT station_id FROM labeling_queue WHERE id = $1) FOR UPDATE', [
    id,
  ]);
  const item = await readOne(sql, queueItem, `SELECT ${columns} WHERE q.id = $1 FOR UPDATE OF q`, [id]);
  const refused = item === undefined ? unknownItem : (alreadyReviewed(item.state, again) ?? marksProblem(item, marks));
  if (refused !== undefined || item === undefined) return { ok: false, failure: refused ?? unknownItem };
  await sql.rows(
    `WITH counted AS (
       UPDATE stations SET change_cursor = change_cursor + 1 WHERE id = $1 RETURNING change_cursor)
     INSERT INTO reviewed_labels (station_id, item_id, sample_sha256, decision, labels, reviewer, origin, reviewed_at,
       received_at, change_cursor)
     SELECT $1, $2, $3, $4, $5::jsonb, $6, 'cloud', $7, $7, change_cursor FROM counted`,
    [item.stationId, id, item.sha256, decision, JSON.stringify(marks), reviewer, now],
  );
  await settleItems(sql, [id], now);
  const settled = await readOne(sql, queueItem, `SELECT ${columns} WHERE q.id = $1`, [id]);
  return succeed({ id, state: settled?.state ?? 'reviewed' });
}

const unknownItem = failure('not_found', {
  thing: 'id',
  expected: 'an item of the labelling queue',
  received: 'another number',
  remedy: 'Ask for the queue anew.',
});

function alreadyReviewed(state: string, again: boolean): Failure | undefined {
  if (state === 'waiting' || again) return undefined;
  return failure('wrong_state', {
    thing: 'item',
    expected: 'one that waits for a person',
    received: `one that was ${state}`,
    remedy: 'Send `again: true` to replace what was said.',
  });
}

const notHere = fail('not_found', {
  thing: 'sample',
  expected: 'one whose bytes are at the endpoint',
  received: 'another',
  remedy: 'Wait until its station has sent it.',
});
