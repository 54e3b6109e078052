import type { PredictionFilter } from '../../preload/contract/predictions.ts';
import type { Parameter, WritableDb } from './db.ts';
import type { PredictionKind } from './packed-predictions.ts';
import { noVerdict } from './schema.ts';

/** Ids per block of the tally; part of the file format, so it changes only with a migration that counts anew. */
export const blockRows = 512;
export const blockOf = (id: number): number => Math.floor(id / blockRows);

/** Predictions of one source, verdict and top label ('' for none): the unit that index and tally share. */
export interface Stratum {
  readonly source_id: string;
  readonly verdict: string;
  readonly top_label: string;
}
export interface TallyRow extends Stratum {
  readonly block: number;
  readonly rows: number;
  readonly oldest_at: number;
  readonly newest_at: number;
}

const upsertSql = `
  INSERT INTO prediction_tally (block, source_id, verdict, top_label, rows, oldest_at, newest_at)
  VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (block, source_id, verdict, top_label) DO UPDATE SET
    rows = rows + excluded.rows,
    oldest_at = min(oldest_at, excluded.oldest_at),
    newest_at = max(newest_at, excluded.newest_at)`;

interface Change {
  readonly block: number;
  readonly kind: PredictionKind;
  rows: number;
  oldestAt: number;
  newestAt: number;
}

/** Gathers what one transaction appends, then adds it to the tally at once. */
export function tallyChanges(kinds: readonly PredictionKind[]) {
  const changes = new Map<number, Change>();
  return {
    count(id: number, kindIndex: number, capturedAt: number): void {
      const block = blockOf(id);
      const key = block * kinds.length + kindIndex;
      const known = changes.get(key);
      const kind = kinds[kindIndex];
      if (known === undefined && kind !== undefined) {
        changes.set(key, { block, kind, rows: 1, oldestAt: capturedAt, newestAt: capturedAt });
      } else if (known !== undefined) {
        known.rows += 1;
        if (capturedAt < known.oldestAt) known.oldestAt = capturedAt;
        if (capturedAt > known.newestAt) known.newestAt = capturedAt;
      }
    },
    apply(db: WritableDb): void {
      const upsert = db.write(upsertSql);
      for (const { block, kind, rows, oldestAt, newestAt } of changes.values()) {
        upsert.run(block, kind.sourceId, kind.verdict ?? noVerdict, kind.topLabel ?? '', rows, oldestAt, newestAt);
      }
    },
  };
}

/** Counts one block anew, after rows were taken out of it. */
export function recountBlock(db: WritableDb, block: number): void {
  db.write('DELETE FROM prediction_tally WHERE block = ?').run(block);
  db.write(`
    INSERT INTO prediction_tally
      SELECT ?, source_id, verdict, coalesce(top_label, ''), count(*), min(captured_at), max(captured_at)
      FROM prediction_logs WHERE id BETWEEN ? AND ? GROUP BY 2, 3, 4`).run(
    block,
    block * blockRows,
    (block + 1) * blockRows - 1,
  );
}

interface Conditions {
  /** Made of fixed parts alone; the values are bound. */
  readonly sql: string;
  readonly values: readonly Parameter[];
}

function joined(parts: readonly (readonly [sql: string, value: Parameter | undefined])[]): Conditions {
  const set = parts.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
  return { sql: ['1', ...set.map(({ sql }) => sql)].join(' AND '), values: set.map(({ value }) => value) };
}

const kindParts = (filter: PredictionFilter) =>
  [
    ['source_id = ?', filter.sourceId],
    ['verdict = ?', filter.verdict === 'none' ? noVerdict : filter.verdict],
    ['top_label = ?', filter.label],
  ] as const;

/** A filter on the tally: all rows of it that may count a matching prediction. */
export const tallyConditions = (filter: PredictionFilter): Conditions =>
  joined([['newest_at >= ?', filter.since], ['oldest_at <= ?', filter.until], ...kindParts(filter)]);

/** The same filter on the predictions themselves. */
export const rowConditions = (filter: PredictionFilter): Conditions =>
  joined([['captured_at >= ?', filter.since], ['captured_at <= ?', filter.until], ...kindParts(filter)]);

/** Whether all of a tally row's predictions lie within the times asked for. */
export function isWholly(row: Pick<TallyRow, 'oldest_at' | 'newest_at'>, filter: PredictionFilter): boolean {
  return row.oldest_at >= (filter.since ?? 0) && row.newest_at <= (filter.until ?? Number.MAX_SAFE_INTEGER);
}
