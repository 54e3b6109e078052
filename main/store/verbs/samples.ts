import type { Inspection, Override } from '../../../preload/contract/inspections.ts';
import type { SampleReason } from '../../../preload/contract/sampling.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { type NewPrediction, packPredictions } from '../packed-predictions.ts';
import { countOverride } from '../shift-counts.ts';
import { nextIdSql } from './given-ids.ts';
import { getInspection } from './inspections.ts';
import { addToOutbox } from './outbox.ts';
import { mayKeepPeople, notePeopleModel } from './people.ts';
import { insertPredictions } from './predictions.ts';

/** A file that is on the disk already. */
export interface NewSample {
  readonly sha256: string;
  readonly bytes: number;
  readonly reason: SampleReason;
  readonly at: number;
  /** Kept only with the consent that `people.set` gives. */
  readonly showsPerson?: boolean | undefined;
}

const insertSql = `
  INSERT INTO labeling_queue (
    id, prediction_id, source_id, medium, sample_sha256, reason, pre_labels, state, created_at, updated_at, inspection_id, bytes, drawn
  ) VALUES (${nextIdSql('labeling_queue')}, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?)`;

/** The item and what tells the endpoint of it; none where the very same one is in the queue already, or nobody agreed. */
function addItem(db: WritableDb, predictionId: number, row: NewPrediction, sample: NewSample): number | null {
  const { sha256, bytes, reason, at, showsPerson = false } = sample;
  if (showsPerson && !mayKeepPeople(db)) return null;
  const known = db.column<number>('SELECT 1 FROM labeling_queue WHERE sample_sha256 = ? LIMIT 1').get(sha256);
  if (known !== undefined) return null;
  if (showsPerson) notePeopleModel(db, row.model.name, at);
  const { sourceId, detections, inspectionId, sound } = row;
  const [medium, preLabels] = sound === undefined ? ['picture', detections] : ['sound', sound.marks];
  const said = [predictionId, sourceId, medium, sha256, reason, JSON.stringify(preLabels)] as const;
  const isDrawn = reason === 'control' ? 1 : 0;
  const { lastInsertRowid } = db.write(insertSql).run(...said, at, at, inspectionId, bytes, isDrawn);
  const itemId = Number(lastInsertRowid);
  addToOutbox(db, { kind: 'sample', payload: { itemId }, at });
  return itemId;
}

/** A frame or clip that was kept: its prediction, its item and its outbox row, all three or none. */
export function keepSample(
  db: WritableDb,
  { prediction, sample }: { readonly prediction: NewPrediction; readonly sample: NewSample },
): Outcome<{ predictionId: number; itemId: number | null }> {
  const predictionId = insertPredictions(db, packPredictions([prediction]));
  return succeed({ predictionId, itemId: addItem(db, predictionId, prediction, sample) });
}

/** When what was kept lately counts towards the limits: how many since each of these times. */
export function countKeptSince(
  db: ReadableDb,
  { since }: { readonly since: readonly number[] },
): Outcome<readonly number[]> {
  const counted = db.column<number>('SELECT count(*) FROM labeling_queue WHERE created_at >= ?');
  return succeed(since.map((at) => counted.get(at) ?? 0));
}

/** Recent enough to have been on a screen when the verdict was overridden. */
const recentRows = 20_000;

const findSql = `
  SELECT id FROM prediction_logs NOT INDEXED
  WHERE id > (SELECT coalesce(max(id), 0) FROM prediction_logs) - ${recentRows} AND frame_id = ?
  ORDER BY id DESC LIMIT 1`;

export interface NewOverride {
  readonly id: number;
  readonly override: Override;
  /** A picture of the part, where one is at hand. */
  readonly shown?: { readonly prediction: NewPrediction; readonly sample: NewSample } | undefined;
}

/** A person's word against the model's. What was kept of the part is labelled for this reason from here on. */
export function overrideInspection(
  db: WritableDb,
  { id, override, shown }: NewOverride,
): Outcome<{ inspection: Inspection; kept: boolean; tookShown: boolean }> {
  const found = getInspection(db, { id });
  if (!found.ok) return found;
  const inspection = { ...found.value, override };
  if ((found.value.override?.verdict ?? found.value.verdict) === override.verdict) {
    return fail('wrong_state', {
      thing: `Inspection ${id}`,
      expected: 'another verdict than it has',
      received: override.verdict,
      remedy: 'Choose another verdict, or leave it as it is.',
    });
  }
  db.write('UPDATE inspections SET override = ? WHERE id = ?').run(JSON.stringify(override), id);
  countOverride(db, id, found.value.override?.verdict, override.verdict);
  const { changes } = db
    .write(`UPDATE labeling_queue SET reason = 'overridden', updated_at = ? WHERE inspection_id = ?`)
    .run(override.at, id);
  if (changes > 0 || shown === undefined) {
    return succeed({ inspection, kept: changes > 0, tookShown: false });
  }
  const predictionId = db.column<number>(findSql).get(shown.prediction.frameId);
  const itemId = predictionId === undefined ? null : addItem(db, predictionId, shown.prediction, shown.sample);
  return succeed({ inspection, kept: itemId !== null, tookShown: itemId !== null });
}
