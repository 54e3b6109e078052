import type { BatchPart, PartsShown } from '../../../preload/contract/batch.ts';
import type { Inspection } from '../../../preload/contract/inspections.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { BatchFound } from '../batch-schema.ts';
import type { Parameter, ReadableDb, WritableDb } from '../db.ts';
import type { PackedPredictions } from '../packed-predictions.ts';
import { type BatchRow, getBatch } from './batches.ts';
import { appendInspection } from './inspections.ts';
import { insertPredictions } from './predictions.ts';

/** A part that is through. */
export interface SeenPart extends Omit<BatchPart, 'batchId' | 'index'> {
  /** Orders those that did not pass; 0 for what passed. */
  readonly severity: number;
}

export interface BatchStep {
  readonly id: number;
  /** Where it stood: a step that was stored already is not stored again. */
  readonly from: number;
  readonly done: number;
  readonly total: number | null;
  readonly activeMs: number;
  /** In order; they follow those that are there. */
  readonly parts: readonly SeenPart[];
  readonly inspections: readonly Inspection[];
  readonly predictions: PackedPredictions;
  /** Parts whose pictures made room for worse ones. */
  readonly picturesGone: readonly number[];
}

const putSql = `
  INSERT INTO batch_parts (batch_id, part_index, name, at_ms, frames, state, verdict, reason, inspection_id, defects, width,
    height, detections, severity, has_picture)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (batch_id, part_index) DO UPDATE SET name = excluded.name, at_ms = excluded.at_ms, frames = excluded.frames,
    state = excluded.state, verdict = excluded.verdict, reason = excluded.reason, inspection_id = excluded.inspection_id,
    defects = excluded.defects, width = excluded.width, height = excluded.height, detections = excluded.detections,
    severity = excluded.severity, has_picture = excluded.has_picture`;

/** The names of the pictures that come next. */
export function nextBatchNames(
  db: ReadableDb,
  { id, from, limit }: { readonly id: number; readonly from: number; readonly limit: number },
): Outcome<string[]> {
  const sql = 'SELECT name FROM batch_parts WHERE batch_id = ? AND part_index >= ? ORDER BY part_index LIMIT ?';
  return succeed(db.column<string>(sql).all(id, from, limit));
}

/** The parts with their predictions and inspections, and how far the batch is, in one transaction: all of it or nothing. */
export function recordBatchStep(db: WritableDb, step: BatchStep): Outcome<BatchRow> {
  const known = getBatch(db, step);
  if (!known.ok || known.value.done !== step.from) return known;
  const { done, broken, found } = known.value;
  const first = nextIndex(db, step.id);
  const put = db.write(putSql);
  for (const [place, part] of step.parts.entries()) put.run(...valuesOf(step.id, first + place, part));
  for (const inspection of step.inspections) appendInspection(db, inspection);
  insertPredictions(db, step.predictions);
  for (const index of step.picturesGone) {
    db.write('UPDATE batch_parts SET has_picture = 0 WHERE batch_id = ? AND part_index = ?').run(step.id, index);
  }
  const brokenNow = step.parts.reduce((sum, { isBroken, frames }) => sum + (isBroken ? frames : 0), 0);
  db.write('UPDATE batches SET done = ?, broken = ?, found = ?, total = ?, active_ms = active_ms + ? WHERE id = ?').run(
    done + (step.done - step.from),
    broken + brokenNow,
    JSON.stringify(foundWith(found, step.parts)),
    step.total,
    step.activeMs,
    step.id,
  );
  return getBatch(db, step);
}

/** Where the next part stands: behind the last that is through. */
export const nextIndex = (db: ReadableDb, id: number): number =>
  (db
    .column<number | null>("SELECT max(part_index) FROM batch_parts WHERE batch_id = ? AND state <> 'waiting'")
    .get(id) ?? -1) + 1;

function valuesOf(id: number, index: number, part: SeenPart): Parameter[] {
  return [
    id,
    index,
    part.name,
    part.atMs,
    part.frames,
    part.isBroken ? 'broken' : 'seen',
    part.verdict,
    part.reason,
    part.inspectionId,
    JSON.stringify(part.defects),
    part.width,
    part.height,
    JSON.stringify(part.detections),
    part.severity,
    part.hasPicture ? 1 : 0,
  ];
}

function foundWith({ counts, defectsByLabel }: BatchFound, parts: readonly SeenPart[]): BatchFound {
  const sums = { ...counts };
  const byLabel = { ...defectsByLabel };
  for (const { verdict, defects } of parts) {
    if (verdict !== null) sums[verdict] += 1;
    if (verdict !== 'fail') continue;
    for (const { label } of defects) byLabel[label] = (byLabel[label] ?? 0) + 1;
  }
  return { counts: sums, defectsByLabel: byLabel };
}

interface PartRow extends Omit<BatchPart, 'defects' | 'detections' | 'isBroken' | 'hasPicture'> {
  readonly defects: string;
  readonly detections: string;
  readonly isBroken: 0 | 1;
  readonly hasPicture: 0 | 1;
}

const selectParts = `
  SELECT batch_id AS batchId, part_index AS "index", name, at_ms AS atMs, frames, verdict, reason, state = 'broken' AS isBroken,
    inspection_id AS inspectionId, defects, width, height, detections, has_picture AS hasPicture
  FROM batch_parts WHERE batch_id = ?`;

const partOf = ({ defects, detections, isBroken, hasPicture, ...rest }: PartRow): BatchPart => ({
  ...rest,
  defects: JSON.parse(defects),
  detections: JSON.parse(detections),
  isBroken: isBroken === 1,
  hasPicture: hasPicture === 1,
});

const conditions: Record<PartsShown, string> = {
  all: "state <> 'waiting'",
  pass: "verdict = 'pass'",
  fail: "verdict = 'fail' AND severity > 0",
  unsure: "verdict = 'unsure' AND severity > 0",
  bad: 'severity > 0',
  broken: "state = 'broken'",
};

export interface PartsPage {
  readonly id: number;
  readonly show: PartsShown;
  readonly after?: number | undefined;
  readonly limit: number;
}

export function pageBatchParts(
  db: ReadableDb,
  { id, show, after, limit }: PartsPage,
): Outcome<{ rows: BatchPart[]; next: number | null }> {
  const known = getBatch(db, { id });
  if (!known.ok) return known;
  const sql = `${selectParts} AND part_index > ? AND ${conditions[show]} ORDER BY part_index LIMIT ?`;
  const rows = db.rows<PartRow>(sql).all(id, after ?? -1, limit);
  const last = rows.at(-1);
  return succeed({ rows: rows.map(partOf), next: rows.length === limit && last !== undefined ? last.index : null });
}

/** Worst first, of those that are as bad the earlier ones: theirs are the pictures that are kept. */
export function worstBatchParts(
  db: ReadableDb,
  { id, limit }: { readonly id: number; readonly limit: number },
): Outcome<BatchPart[]> {
  const rows = db.rows<PartRow>(`${selectParts} AND severity > 0 ORDER BY severity DESC, part_index LIMIT ?`);
  return succeed(rows.all(id, limit).map(partOf));
}

export interface KeptPicture {
  readonly index: number;
  readonly severity: number;
}

export const keptBatchPictures = (
  db: ReadableDb,
  { id }: { readonly id: number },
): Outcome<{ pictures: KeptPicture[]; nextIndex: number }> => {
  const sql =
    'SELECT part_index AS "index", severity FROM batch_parts WHERE batch_id = ? AND severity > 0 AND has_picture = 1';
  return succeed({ pictures: db.rows<KeptPicture>(sql).all(id), nextIndex: nextIndex(db, id) });
};
