import { eq, inArray } from 'drizzle-orm';
import type { Prediction, PredictionFilter } from '../../../preload/contract/predictions.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { numbersPerRow, type PackedPredictions } from '../packed-predictions.ts';
import { noVerdict, predictionLogs } from '../schema.ts';
import { tallyChanges } from '../tally.ts';
import { findIds } from './prediction-ids.ts';
import { outlineOf } from './prediction-outline.ts';

function predictionOf(row: typeof predictionLogs.$inferSelect): Prediction {
  const { modelName, modelVersion, verdict, durationMs, marks, ...rest } = row;
  return {
    ...rest,
    ...(durationMs === null ? {} : { sound: { durationMs, marks: marks ?? [] } }),
    verdict: verdict === noVerdict ? null : verdict,
    model: { name: modelName, version: modelVersion },
  };
}

const insertSql = `
  INSERT INTO prediction_logs (
    frame_id, source_id, model_name, model_version, captured_at, width, height,
    detections, top_score, top_label, verdict, infer_ms, inspection_id, end_to_end_ms
  ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const soundSql = 'UPDATE prediction_logs SET duration_ms = ?, marks = ? WHERE id = ?';

/** Rows that were heard are few: what they have beside the others is written behind them, in the same transaction. */
function addSound(db: WritableDb, id: number, content: string): void {
  const { durationMs, marks }: NonNullable<Prediction['sound']> = JSON.parse(content);
  db.write(soundSql).run(durationMs, JSON.stringify(marks), id);
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** Gives the id of the last row. */
export function insertPredictions(db: WritableDb, input: PackedPredictions): number {
  let lastId = 0;
  const insert = db.write(insertSql);
  const frameIds: readonly string[] = JSON.parse(input.frameIds);
  const detections = input.detections.split('\n');
  const tally = tallyChanges(input.kinds);
  for (const [place, frameId] of frameIds.entries()) {
    const at = place * numbersPerRow;
    const number = (offset: number): number => input.numbers[at + offset] ?? Number.NaN;
    const [index, capturedAt] = [number(0), number(1)];
    const kind = input.kinds[index];
    if (kind === undefined) throw new Error('Expected a row of a kind that was sent with it');
    const content = detections[place] ?? '[]';
    const isHeard = content.startsWith('{');
    const { lastInsertRowid } = insert.run(
      frameId,
      kind.sourceId,
      kind.modelName,
      kind.modelVersion,
      capturedAt,
      number(2),
      number(3),
      isHeard ? '[]' : content,
      orNull(number(4)),
      kind.topLabel,
      kind.verdict ?? noVerdict,
      number(5),
      orNull(number(6)),
      number(7),
    );
    lastId = Number(lastInsertRowid);
    if (isHeard) addSound(db, lastId, content);
    tally.count(lastId, index, capturedAt);
  }
  tally.apply(db);
  return lastId;
}

export function appendPredictions(db: WritableDb, input: PackedPredictions): Outcome<{ rows: number }> {
  insertPredictions(db, input);
  return succeed({ rows: input.numbers.length / numbersPerRow });
}

export function getPrediction(db: ReadableDb, input: { readonly id: number }): Outcome<Prediction> {
  const row = db.select().from(predictionLogs).where(eq(predictionLogs.id, input.id)).get();
  if (row !== undefined) return succeed(predictionOf(row));
  return fail('not_found', {
    thing: 'Prediction',
    expected: 'the id of a stored prediction',
    received: String(input.id),
    remedy: 'It may have been deleted by age; page through what is there.',
  });
}

export interface PageInput extends PredictionFilter {
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly limit: number;
}

export interface PredictionPage {
  readonly rows: Prediction[];
  readonly newest: number | null;
  readonly oldest: number | null;
}

/** Newest first. `before` goes on to older rows, `after` back to the nearest newer ones; with both, from `before` down. */
export function pagePredictions(db: ReadableDb, input: PageInput): Outcome<PredictionPage> {
  const ids = findIds(db, input, {
    lowest: (input.after ?? 0) + 1,
    highest: (input.before ?? Number.MAX_SAFE_INTEGER) - 1,
    limit: input.limit,
    towards: input.before === undefined && input.after !== undefined ? 'newer' : 'older',
  });
  const found = db.select().from(predictionLogs).where(inArray(predictionLogs.id, ids)).all();
  const rows = found.map(predictionOf).sort((a, b) => b.id - a.id);
  return succeed({ rows, newest: rows.at(0)?.id ?? null, oldest: rows.at(-1)?.id ?? null });
}

export const countPredictions = (db: ReadableDb, input: PredictionFilter): Outcome<number> =>
  succeed(outlineOf(db, input, 0).total);

/** So many marks that a scrollbar lands within a few rows of where it was let go, and so few that they cost nothing. */
const mostMarks = 500;

export const outlinePredictions = (
  db: ReadableDb,
  input: PredictionFilter,
): Outcome<{ total: number; marks: number[]; step: number }> => succeed(outlineOf(db, input, mostMarks));
