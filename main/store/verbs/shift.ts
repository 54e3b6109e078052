import type { ShiftTally } from '../../../preload/contract/shift.ts';
import type { SourceId, Verdict } from '../../../preload/contract/values.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';

/** A mark, in one transaction with what is counted: each part lies on one side of it. */
export function beginShift(db: WritableDb, { at }: { readonly at: number }): Outcome<null> {
  db.write('INSERT INTO shifts (began_at) VALUES (?)').run(at);
  return succeed(null);
}

interface Count {
  readonly verdict: Verdict;
  readonly parts: number;
  readonly overridden: number;
}

interface Defect {
  readonly label: string;
  readonly parts: number;
}

/** Reads a handful of counts, however many parts they stand for. */
export function tallyShift(
  db: ReadableDb,
  { sourceId }: { readonly sourceId?: SourceId | undefined },
): Outcome<ShiftTally> {
  const shift = db
    .rows<{ readonly id: number; readonly startedAt: number }>(
      'SELECT id, began_at AS startedAt FROM shifts ORDER BY id DESC LIMIT 1',
    )
    .get();
  const counts = { pass: 0, fail: 0, unsure: 0 };
  const defectsByLabel: Record<string, number> = {};
  const upTo = newestCounted(db, sourceId);
  if (shift === undefined) return succeed({ startedAt: null, counts, defectsByLabel, overridden: 0, upTo });
  const where = sourceId === undefined ? 'shift_id = ?' : 'shift_id = ? AND source_id = ?';
  const of = sourceId === undefined ? [shift.id] : [shift.id, sourceId];
  let overridden = 0;
  for (const row of db.rows<Count>(`SELECT verdict, parts, overridden FROM shift_counts WHERE ${where}`).all(...of)) {
    counts[row.verdict] += row.parts;
    overridden += row.overridden;
  }
  for (const { label, parts } of db.rows<Defect>(`SELECT label, parts FROM shift_defects WHERE ${where}`).all(...of)) {
    defectsByLabel[label] = (defectsByLabel[label] ?? 0) + parts;
  }
  return succeed({ startedAt: shift.startedAt, counts, defectsByLabel, overridden, upTo });
}

/** Of one line its own: a part of it may have a smaller id than one of another line that was judged before. */
function newestCounted(db: ReadableDb, sourceId: SourceId | undefined): number {
  if (sourceId === undefined) return db.column<number | null>('SELECT max(id) FROM inspections').get() ?? 0;
  const newest = db.column<number | null>(`
    SELECT max(newest_id) FROM shift_counts
    WHERE source_id = ? AND shift_id = (SELECT max(shift_id) FROM shift_counts WHERE source_id = ?)`);
  return newest.get(sourceId, sourceId) ?? 0;
}
