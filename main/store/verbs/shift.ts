import { z } from 'zod';
import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { ShiftTally } from '../../../preload/contract/shift.ts';
import type { SourceId, Verdict } from '../../../preload/contract/values.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { ofLineSql } from '../of-line.ts';
import { getSetting, setSetting } from './settings.ts';

const key = 'shift';
/** Parts of a long day at one a second; beyond it counting would hold up the store. */
const mostCounted = 100_000;

/** From which part on, and when that was said: ids grow with time, so that no index over times is needed. */
const mark = z.object({ startedAt: z.number(), after: z.number() });

const newestId = (db: ReadableDb): number => db.column<number>('SELECT max(id) FROM inspections').get() ?? 0;

/** In one transaction with what is counted: no part falls between two shifts. */
export function beginShift(db: WritableDb, { at }: { readonly at: number }): Outcome<null> {
  setSetting(db, { key, value: { startedAt: at, after: newestId(db) }, at });
  return succeed(null);
}

interface Counted {
  readonly verdict: Verdict;
  readonly sourceId: string;
  /** JSON; only of a part that failed. */
  readonly defects: string | null;
  readonly isOverridden: 0 | 1;
}

const noParts = { pass: 0, fail: 0, unsure: 0 };

export function tallyShift(
  db: ReadableDb,
  { sourceId }: { readonly sourceId?: SourceId | undefined },
): Outcome<ShiftTally> {
  const stored = getSetting(db, { key });
  const found = mark.safeParse(stored.ok ? stored.value?.value : undefined);
  const upTo = newestId(db);
  const counts = { ...noParts };
  const defectsByLabel: Record<string, number> = {};
  if (!found.success) return succeed({ startedAt: null, counts, defectsByLabel, overridden: 0, upTo, isWhole: true });
  let overridden = 0;
  let looked = 0;
  const rows = db.rows<Counted>(`
    SELECT verdict, source_id AS sourceId, CASE verdict WHEN 'fail' THEN defects END AS defects,
      override IS NOT NULL AS isOverridden
    FROM inspections WHERE id > ? AND ${ofLineSql} ORDER BY id DESC LIMIT ${mostCounted}`);
  for (const row of rows.iterate(found.data.after)) {
    looked += 1;
    if (sourceId !== undefined && row.sourceId !== sourceId) continue;
    counts[row.verdict] += 1;
    overridden += row.isOverridden;
    const defects: Inspection['defects'] = row.defects === null ? [] : JSON.parse(row.defects);
    for (const { label } of defects) defectsByLabel[label] = (defectsByLabel[label] ?? 0) + 1;
  }
  const { startedAt } = found.data;
  return succeed({ startedAt, counts, defectsByLabel, overridden, upTo, isWhole: looked < mostCounted });
}
