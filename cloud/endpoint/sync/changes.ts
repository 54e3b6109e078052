import { type ChangesAnswer, change } from '../../../preload/contract/sync.ts';
import { read, type Sql } from '../database/database.ts';

/** What people said at the endpoint about the samples of one station, after a cursor. */
export async function changesSince(sql: Sql, station: string, since: number, limit: number): Promise<ChangesAnswer> {
  const found = await read(
    sql,
    change,
    `SELECT r.change_cursor AS cursor, q.local_id AS "sampleLocalId", r.sample_sha256 AS sha256, r.decision,
       r.labels AS marks, r.reviewer, r.reviewed_at AS "reviewedAt"
     FROM reviewed_labels r JOIN labeling_queue q ON q.id = r.item_id
     WHERE r.station_id = $1 AND r.change_cursor > $2 ORDER BY r.change_cursor LIMIT $3`,
    [station, since, limit + 1],
  );
  const changes = found.slice(0, limit);
  return { changes, cursor: changes.at(-1)?.cursor ?? since, more: found.length > limit };
}
