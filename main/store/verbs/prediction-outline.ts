import type { PredictionFilter } from '../../../preload/contract/predictions.ts';
import type { ReadableDb } from '../db.ts';
import { blockRows, isWholly, rowConditions, tallyConditions } from '../tally.ts';

interface BlockRows {
  readonly block: number;
  readonly rows: number;
}
interface BlockCount extends BlockRows {
  readonly oldest_at: number;
  readonly newest_at: number;
}

const fewestRowsApart = 100;

const idsOfBlock = (block: number) => [block * blockRows, (block + 1) * blockRows - 1] as const;

/** By the rows' own key: a walk over the few hundred of one block is quicker than gathering them from an index. */
const walk = (what: string, conditions: string): string =>
  `SELECT ${what} FROM prediction_logs NOT INDEXED WHERE id BETWEEN ? AND ? AND ${conditions}`;

function countInBlock(db: ReadableDb, filter: PredictionFilter, block: number): number {
  const { sql, values } = rowConditions(filter);
  return db.column<number>(walk('count(*)', sql)).get(...idsOfBlock(block), ...values) ?? 0;
}

/** The id of the matching row that so many newer ones of its block precede, from the end of the block that is nearer. */
function idInBlock(db: ReadableDb, filter: PredictionFilter, { block, rows }: BlockRows, newer: number): number {
  const { sql, values } = rowConditions(filter);
  const older = rows - 1 - newer;
  const place = db.column<number>(`${walk('id', sql)} ORDER BY id ${newer < older ? 'DESC' : 'ASC'} LIMIT 1 OFFSET ?`);
  const id = place.get(...idsOfBlock(block), ...values, Math.min(newer, older));
  if (id === undefined) throw new Error(`Expected the tally to agree with block ${block}, which has fewer rows`);
  return id;
}

/** Matching rows by block, newest first: from the tally, and from the rows only where the times cut through a block. */
function countBlocks(db: ReadableDb, filter: PredictionFilter): BlockRows[] {
  const { sql, values } = tallyConditions(filter);
  return db
    .rows<BlockCount>(
      `SELECT block, sum(rows) AS rows, min(oldest_at) AS oldest_at, max(newest_at) AS newest_at
       FROM prediction_tally WHERE ${sql} GROUP BY block ORDER BY block DESC`,
    )
    .all(...values)
    .map((row) => (isWholly(row, filter) ? row : { block: row.block, rows: countInBlock(db, filter, row.block) }));
}

/**
 * Exact: how many rows match, and the id of every `step`-th of them from the newest on. Only the blocks that hold a mark are
 * looked into, and one of which all rows match not even then.
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
  for (const counted of blocks) {
    const { block, rows } = counted;
    for (let next = marks.length * step; next < passed + rows; next = marks.length * step) {
      const newer = next - passed;
      const [, last] = idsOfBlock(block);
      marks.push(rows === blockRows ? last - newer : idInBlock(db, filter, counted, newer));
    }
    passed += rows;
  }
  return { total, marks, step };
}
