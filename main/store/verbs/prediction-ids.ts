import type { PredictionFilter } from '../../../preload/contract/predictions.ts';
import type { Parameter, ReadableDb } from '../db.ts';
import { blockOf, blockRows, isWholly, type Stratum, type TallyRow, tallyConditions } from '../tally.ts';

export interface Reach {
  readonly lowest: number;
  readonly highest: number;
  readonly limit: number;
  readonly towards: 'older' | 'newer';
}

const isUnfiltered = (filter: PredictionFilter): boolean =>
  filter.sourceId === undefined && filter.verdict === undefined && filter.label === undefined;

const hasTimes = (filter: PredictionFilter): boolean => filter.since !== undefined || filter.until !== undefined;

interface Narrowed extends Reach {
  readonly strata: readonly Stratum[];
}

/**
 * Walks the tally from where the page begins until enough matching rows are sure to have been passed: so only ids that
 * can be on the page are looked at, however rare the rows and however many kinds there are.
 */
function narrow(db: ReadableDb, filter: PredictionFilter, reach: Reach): Narrowed {
  const older = reach.towards === 'older';
  const { sql, values } = tallyConditions(filter);
  const walk = db.rows<TallyRow>(
    `SELECT * FROM prediction_tally WHERE block BETWEEN ? AND ? AND ${sql} ORDER BY block ${older ? 'DESC' : 'ASC'}`,
  );
  const strata = new Map<string, Stratum>();
  let [sure, first, last] = [0, -1, -1];
  for (const row of walk.iterate(blockOf(reach.lowest), blockOf(reach.highest), ...values)) {
    if (row.block !== last && sure >= reach.limit) break;
    if (first === -1) first = row.block;
    last = row.block;
    strata.set(`${row.source_id} ${row.verdict} ${row.top_label}`, row);
    // The first block may begin within the page before, and a block at the edge of the times may hold none of them.
    const isCut = row.block === blockOf(reach.lowest) || row.block === blockOf(reach.highest);
    if (!isCut && isWholly(row, filter)) sure += row.rows;
  }
  const [low, high] = older ? [last, first] : [first, last];
  return {
    ...reach,
    lowest: Math.max(reach.lowest, low * blockRows),
    highest: Math.min(reach.highest, (high + 1) * blockRows - 1),
    strata: [...strata.values()],
  };
}

/** Ids of one stratum, or of all, in the order of the walk; both ways read one index from its end and stop at the limit. */
function idsIn(db: ReadableDb, filter: PredictionFilter, reach: Reach, stratum: Stratum | undefined): number[] {
  const of = stratum && [stratum.source_id, stratum.verdict, stratum.top_label === '' ? null : stratum.top_label];
  const kind = of ? 'source_id = ? AND verdict = ? AND top_label IS ? AND' : '';
  const times = hasTimes(filter) ? 'AND captured_at BETWEEN ? AND ?' : '';
  const between: Parameter[] = hasTimes(filter) ? [filter.since ?? 0, filter.until ?? Number.MAX_SAFE_INTEGER] : [];
  return db
    .column<number>(
      `SELECT id FROM prediction_logs WHERE ${kind} id BETWEEN ? AND ? ${times}
       ORDER BY id ${reach.towards === 'older' ? 'DESC' : 'ASC'} LIMIT ?`,
    )
    .all(...(of ?? []), reach.lowest, reach.highest, ...between, reach.limit);
}

/** The nearest matching ids from one end of the reach, nearest first. */
export function findIds(db: ReadableDb, filter: PredictionFilter, reach: Reach): number[] {
  const wide = isUnfiltered(filter);
  if (wide && !hasTimes(filter)) return idsIn(db, filter, reach, undefined);
  const narrowed = narrow(db, filter, reach);
  if (narrowed.strata.length === 0) return [];
  if (wide) return idsIn(db, filter, narrowed, undefined);
  const found = narrowed.strata.flatMap((stratum) => idsIn(db, filter, narrowed, stratum));
  found.sort(reach.towards === 'older' ? (a, b) => b - a : (a, b) => a - b);
  return found.slice(0, reach.limit);
}
