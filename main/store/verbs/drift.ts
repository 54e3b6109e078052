import { and, desc, eq, gte, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { DriftReport, DriftWindow } from '../../../preload/contract/drift.ts';
import type { DriftReference, Stream } from '../../../preload/contract/monitor.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { driftReferences, driftWindows } from '../monitor-schema.ts';

const keptMs = 92 * 86_400_000;

const keyOf = ({ sourceId, model }: Stream) => ({ sourceId, modelName: model.name, modelVersion: model.version });

function ofStream(table: typeof driftWindows | typeof driftReferences, stream: Stream): SQL | undefined {
  const { sourceId, modelName, modelVersion } = keyOf(stream);
  return and(eq(table.sourceId, sourceId), eq(table.modelName, modelName), eq(table.modelVersion, modelVersion));
}

export interface StoredWindow {
  readonly startAt: number;
  readonly endAt: number;
  readonly sketches: string;
  readonly report: DriftReport | null;
}

/** One window that ended, in the place of what was stored of it before. Those of last season are let go. */
export function putWindow(
  db: WritableDb,
  { stream, window }: { readonly stream: Stream; readonly window: StoredWindow },
): Outcome<null> {
  const { endAt, sketches, report } = window;
  db.insert(driftWindows)
    .values({ ...keyOf(stream), ...window })
    .onConflictDoUpdate({
      target: [driftWindows.sourceId, driftWindows.modelName, driftWindows.modelVersion, driftWindows.startAt],
      set: { endAt, sketches, report },
    })
    .run();
  db.delete(driftWindows)
    .where(and(ofStream(driftWindows, stream), lt(driftWindows.startAt, window.startAt - keptMs)))
    .run();
  return succeed(null);
}

export interface WindowRange {
  readonly stream: Stream;
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly limit: number;
}

/** Whole windows within a range, newest first. */
export function listWindows(db: ReadableDb, { stream, since, until, limit }: WindowRange): Outcome<StoredWindow[]> {
  const { startAt, endAt, sketches, report } = driftWindows;
  const rows = db
    .select({ startAt, endAt, sketches, report })
    .from(driftWindows)
    .where(
      and(
        ofStream(driftWindows, stream),
        since === undefined ? undefined : gte(startAt, since),
        until === undefined ? undefined : lte(endAt, until),
      ),
    )
    .orderBy(desc(startAt))
    .limit(limit)
    .all();
  return succeed(rows);
}

/** The same without the sketches: for a chart. */
export function listReports(
  db: ReadableDb,
  { stream, limit }: WindowRange,
): Outcome<{ readonly window: DriftWindow; readonly report: DriftReport | null }[]> {
  const { startAt, sketches, report } = driftWindows;
  const window = sql<string>`json_extract(${sketches}, '$.window')`;
  const rows = db
    .select({ window, report })
    .from(driftWindows)
    .where(ofStream(driftWindows, stream))
    .orderBy(desc(startAt))
    .limit(limit)
    .all();
  return succeed(rows.map((row) => ({ window: JSON.parse(row.window) as DriftWindow, report: row.report })));
}

export interface StoredReference {
  readonly stream: Stream;
  readonly origin: DriftReference['origin'];
  readonly sketches: string;
  readonly setAt: number;
}

export function setReference(db: WritableDb, { stream, ...rest }: StoredReference): Outcome<null> {
  const { sourceId, modelName, modelVersion } = driftReferences;
  db.insert(driftReferences)
    .values({ ...keyOf(stream), ...rest })
    .onConflictDoUpdate({ target: [sourceId, modelName, modelVersion], set: rest })
    .run();
  return succeed(null);
}

export const listReferences = (db: ReadableDb, _input: null): Outcome<StoredReference[]> =>
  succeed(
    db
      .select()
      .from(driftReferences)
      .all()
      .map(({ sourceId, modelName, modelVersion, ...rest }) => ({
        stream: { sourceId, model: { name: modelName, version: modelVersion } },
        ...rest,
      })),
  );
