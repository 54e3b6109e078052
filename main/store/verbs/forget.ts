import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { WritableDb } from '../db.ts';
import { blockOf, blockRows, recountBlock } from '../tally.ts';

/** So little at a time that appends never wait long for it. */
const blocksPerBatch = 4;
const pagesPerBatch = 1000;

const deleteSql = `
  DELETE FROM prediction_logs WHERE id BETWEEN ? AND ? AND captured_at < ?
  AND id < (SELECT max(id) FROM prediction_logs)
  AND NOT EXISTS (SELECT 1 FROM labeling_queue WHERE prediction_id = prediction_logs.id)`;

/**
 * Deletes a small batch of what is older than a time, oldest first; what a person has labelled or is to label stays, and so
 * does the newest: from an empty table ids would begin anew, behind the cursor of sync. Call it again with `next` as `from`
 * until that is null.
 */
export function forgetPredictions(
  db: WritableDb,
  input: { readonly olderThan: number; readonly from: number },
): Outcome<{ deleted: number; next: number | null }> {
  const old = 'SELECT DISTINCT block FROM prediction_tally WHERE block >= ? AND oldest_at < ? ORDER BY block LIMIT ?';
  const blocks = db.column<number>(old).all(blockOf(input.from), input.olderThan, blocksPerBatch);
  let deleted = 0;
  for (const block of blocks) {
    const { changes } = db.write(deleteSql).run(block * blockRows, (block + 1) * blockRows - 1, input.olderThan);
    if (changes > 0) recountBlock(db, block);
    deleted += changes;
  }
  if (deleted > 0) db.releasePages(pagesPerBatch);
  const last = blocks.at(-1);
  return succeed({
    deleted,
    next: last !== undefined && blocks.length === blocksPerBatch ? (last + 1) * blockRows : null,
  });
}
