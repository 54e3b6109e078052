import type { PredictionFilter } from '../../../preload/contract/predictions.ts';
import type { ReadableDb } from '../db.ts';
import { blockRows, isWholly, tallyConditions } from '../tally.ts';
import { findIds } from './prediction-ids.ts';

interface BlockCount {
  readonly block: number;
  readonly rows: number;
  readonly oldest_at: number;
  readonly newest_at: number;
}

const fewestRowsApart = 100;

const idsOfBlock = (db: ReadableDb, filter: PredictionFilter, block: number): number[] =>
  findIds(db, filter, {
    lowest: block * blockRows,
    highest: (block + 1) * blockRows - 1,
    limit: blockRows,
    towards: 'older',
  });

/** Matching rows by block, newest first: from the tally, and from the rows only where the times cut through a block. */
function countBlocks(db: ReadableDb, filter: PredictionFilter): { readonly block: number; readonly rows: number }[] {
  const { sql, values } = tallyConditions(filter);
  return db
    .rows<BlockCount>(
      `SELECT block, sum(rows) AS rows, min(oldest_at) AS oldest_at, max(newest_at) AS newest_at
       FROM prediction_tally WHERE ${sql} GROUP BY block ORDER BY block DESC`,
    )
    .all(...values)
    .map((row) => (isWholly(row, filter) ? row : { block: row.block, rows: idsOfBlock(db, filter, row.block).length }));
}

/**
 * Exact: how many rows match, and the id of every `step`-th of them from the newest on. Only the blocks that hold a mark are
 * looked into, and a block that is full and unfiltered not even then.
 */
export function outlineOf(
  db: ReadableDb,
  filter: PredictionFilter,
  mostMarks: number,
): { total: number; marks: number[]; step: number } {
  const blocks = countBlocks(db, filter);
  const total = blocks.reduce((sum, { rows }) => sum + rows, 0);
  if (mostMarks === 0) return { total, marks: [], step: 0 };
  const step = Math.max(fewestRowsApart, Math.ceil(total / mostMarks));
  const marks: number[] = [];
  let passed = 0;
  for (const { block, rows } of blocks) {
    let ids: readonly number[] | undefined;
    for (let next = marks.length * step; next < passed + rows; next = marks.length * step) {
      const offset = next - passed;
      if (rows !== blockRows) ids ??= idsOfBlock(db, filter, block);
      const id = ids === undefined ? (block + 1) * blockRows - 1 - offset : ids[offset];
      if (id === undefined) throw new Error(`Expected the tally to agree with block ${block}, which has fewer rows`);
      marks.push(id);
    }
    passed += rows;
  }
  return { total, marks, step };
}
