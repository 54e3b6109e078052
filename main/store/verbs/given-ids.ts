import type { WritableDb } from '../db.ts';
import { setSetting } from './settings.ts';

/** Tables whose ids others hold, the endpoint or a batch on its way, and from which the newest rows may be deleted. */
const tables = ['labeling_queue', 'reviewed_labels', 'outbox'] as const;
type Table = (typeof tables)[number];

/** Only this file writes it. */
const key = 'given-ids';

const lastGivenSql = (table: Table): string => `
  max(coalesce((SELECT max(id) FROM ${table}), 0),
    coalesce((SELECT json_extract(value, '$.${table}') FROM settings WHERE key = '${key}'), 0))`;

/** An id that no row had before: SQLite alone gives that of a newest row that was deleted once more. */
export const nextIdSql = (table: Table): string => `(SELECT ${lastGivenSql(table)} + 1)`;

/** To be called before rows are deleted that may be the newest. */
export function noteGivenIds(db: WritableDb, at: number): void {
  const last = tables.map((table) => [table, db.column<number>(`SELECT ${lastGivenSql(table)}`).get() ?? 0]);
  setSetting(db, { key, value: Object.fromEntries(last), at });
}
