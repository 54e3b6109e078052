import type { Inspection } from '../../preload/contract/inspections.ts';
import type { Verdict } from '../../preload/contract/values.ts';
import type { ReadableDb, WritableDb } from './db.ts';
import { isOfLine } from './of-line.ts';

/** The shift that goes on; 0 where nobody ever began one. */
export const shiftNow = (db: ReadableDb): number => db.column<number | null>('SELECT max(id) FROM shifts').get() ?? 0;

const countSql = `
  INSERT INTO shift_counts (source_id, shift_id, recipe_id, verdict, parts, overridden, newest_id)
  VALUES (?, ?, ?, ?, 1, 0, ?)
  ON CONFLICT (source_id, shift_id, recipe_id, verdict) DO UPDATE SET
    parts = parts + 1, newest_id = max(newest_id, excluded.newest_id)`;

const countDefectSql = `
  INSERT INTO shift_defects (source_id, shift_id, recipe_id, label, parts) VALUES (?, ?, ?, ?, 1)
  ON CONFLICT (source_id, shift_id, recipe_id, label) DO UPDATE SET parts = parts + 1`;

interface Counted extends Pick<Inspection, 'sourceId' | 'verdict' | 'defects'> {
  readonly id: number;
  readonly shiftId: number;
  /** Undefined where a model judged alone. */
  readonly recipeId: string | undefined;
}

/** Counts a part that a line has judged, in the transaction that keeps it: by the mark that stands then, whatever its id. */
export function countPart(db: WritableDb, part: Counted): void {
  const { sourceId, verdict, defects, id, shiftId, recipeId = '' } = part;
  if (!isOfLine(sourceId)) return;
  const of = [sourceId, shiftId, recipeId] as const;
  db.write(countSql).run(...of, verdict, id);
  if (verdict !== 'fail') return;
  for (const label of new Set(defects.map((defect) => defect.label))) db.write(countDefectSql).run(...of, label);
}

interface Key {
  readonly sourceId: string;
  readonly shiftId: number;
  readonly recipeId: string;
  readonly verdict: Verdict;
}

/** A person's word changes what is overridden in the shift of the part, however long ago that was; each part counts once. */
export function countOverride(db: WritableDb, id: number, before: Verdict | undefined, now: Verdict): void {
  const key = db
    .rows<Key>(
      `SELECT source_id AS sourceId, shift_id AS shiftId, coalesce(recipe_id, '') AS recipeId, verdict
       FROM inspections WHERE id = ?`,
    )
    .get(id);
  if (key === undefined) return;
  const { sourceId, shiftId, recipeId, verdict } = key;
  const was = before !== undefined && before !== verdict ? 1 : 0;
  const is = now === verdict ? 0 : 1;
  db.write(
    `UPDATE shift_counts SET overridden = overridden + ?
     WHERE source_id = ? AND shift_id = ? AND recipe_id = ? AND verdict = ?`,
  ).run(is - was, sourceId, shiftId, recipeId, verdict);
}
