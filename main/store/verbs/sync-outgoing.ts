import type { SyncLabel } from '../../../preload/contract/sync.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type {
  Outgoing,
  OutgoingItem,
  OutgoingPicture,
  OutgoingPrediction,
  OutgoingSample,
  Reach,
} from '../../domain/sync-items.ts';
import type { ReadableDb } from '../db.ts';
import { ofLineSql } from '../of-line.ts';
import { type Decision, noVerdict, type StoredVerdict } from '../schema.ts';
import { mayKeepPeople, mayLeaveSql, showsPersonSql } from './people.ts';
import { never } from './sync.ts';

const selectPredictions = `
  SELECT id, frame_id AS frameId, source_id AS sourceId, inspection_id AS inspectionId, model_name AS name,
    model_version AS version, captured_at AS capturedAt, width, height, detections, top_score AS topScore,
    top_label AS topLabel, verdict, infer_ms AS inferMs, end_to_end_ms AS endToEndMs, duration_ms AS durationMs, marks
  FROM prediction_logs`;

interface PredictionRow {
  readonly id: number;
  readonly name: string;
  readonly version: string;
  readonly detections: string;
  readonly verdict: StoredVerdict;
  readonly durationMs: number | null;
  readonly marks: string | null;
}

function predictionText(row: PredictionRow): OutgoingPrediction {
  const { id, name, version, detections, verdict, durationMs, marks, ...rest } = row;
  const said = verdict === noVerdict ? null : verdict;
  const sound = durationMs === null ? undefined : { durationMs, marks: JSON.parse(marks ?? '[]') };
  const head = JSON.stringify({ localId: id, model: { name, version }, ...rest, verdict: said, sound });
  return { id, json: `${head.slice(0, -1)},"detections":${detections}}` };
}

interface SampleRow {
  readonly localId: number;
  readonly predictionLocalId: number | null;
  readonly sourceId: string;
  readonly name: string | null;
  readonly version: string | null;
  readonly medium: 'picture' | 'sound';
  readonly sha256: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationMs: number | null;
  readonly reason: string;
  readonly preLabels: string;
  readonly capturedAt: number;
  readonly showsPerson: number;
}

const selectSample = `
  SELECT q.id AS localId, q.prediction_id AS predictionLocalId, q.source_id AS sourceId, p.model_name AS name,
    p.model_version AS version, q.medium, q.sample_sha256 AS sha256, p.width, p.height, p.duration_ms AS durationMs,
    q.reason,
    q.pre_labels AS preLabels, coalesce(p.captured_at, q.created_at) AS capturedAt,
    coalesce(${showsPersonSql}, 0) AS showsPerson
  FROM labeling_queue q LEFT JOIN prediction_logs p ON p.id = q.prediction_id WHERE q.id = ?`;

function sampleOf(row: SampleRow, mayLeave: boolean): OutgoingSample {
  const { name, version, preLabels, width, height, showsPerson, ...rest } = row;
  return {
    ...rest,
    model: name === null || version === null ? null : { name, version },
    mediaType: rest.medium === 'picture' ? 'image/jpeg' : 'audio/wav',
    width: width ?? 0,
    height: height ?? 0,
    preLabels: JSON.parse(preLabels),
    showsPerson: showsPerson === 1,
    consented: showsPerson === 1 && mayLeave,
  };
}

interface LabelRow {
  readonly itemId: number;
  readonly labels: string;
  readonly reviewer: string;
  readonly reviewedAt: number;
  readonly decision: Decision;
  readonly undoneAt: number | null;
}

const selectLabel = `
  SELECT item_id AS itemId, labels, reviewer, reviewed_at AS reviewedAt, decision, undone_at AS undoneAt
  FROM reviewed_labels WHERE id = ?`;

/** A decision and its being taken back are two words on one row: even numbers for the one, odd for the other. */
function labelOf(id: number, row: LabelRow, takenBack: boolean): SyncLabel {
  const { itemId, reviewer, undoneAt } = row;
  if (takenBack) {
    const reviewedAt = undoneAt ?? row.reviewedAt;
    return { localId: 2 * id + 1, sampleLocalId: itemId, decision: 'taken-back', marks: [], reviewer, reviewedAt };
  }
  const said: SyncLabel['marks'] = JSON.parse(row.labels);
  const marks = said.map((mark) => ({ ...mark, score: null }));
  return {
    localId: 2 * id,
    sampleLocalId: itemId,
    decision: row.decision,
    marks,
    reviewer,
    reviewedAt: row.reviewedAt,
  };
}

interface OutboxRow {
  readonly outboxId: number;
  readonly kind: string;
  readonly subject: number;
  readonly takenBack: number;
}

function itemOf(db: ReadableDb, { outboxId, kind, subject, takenBack }: OutboxRow): OutgoingItem {
  const row = { outboxId, subject };
  if (kind === 'sample') {
    const found = db.rows<SampleRow>(selectSample).get(subject);
    if (found !== undefined) return { ...row, kind, sample: sampleOf(found, mayKeepPeople(db)) };
  }
  if (kind === 'label') {
    const found = db.rows<LabelRow>(selectLabel).get(subject);
    if (found !== undefined) return { ...row, kind, label: labelOf(subject, found, takenBack === 1) };
  }
  if (kind === 'prediction') {
    const found = db.rows<PredictionRow>(`${selectPredictions} WHERE id = ?`).get(subject);
    if (found !== undefined) return { ...row, kind, prediction: predictionText(found) };
  }
  return { ...row, kind: 'gone' };
}

/** What goes next: outbox rows in the order they came, so that a sample precedes what is said of it, and new predictions. */
export function readOutgoing(db: ReadableDb, { after, predictions, items, pictures }: Reach): Outcome<Outgoing> {
  const isDue = `next_attempt_at < ${never} AND ${mayLeaveSql(db)}`;
  const waiting = db
    .rows<OutboxRow>(
      `SELECT id AS outboxId, kind, coalesce(json_extract(payload, '$.takenBack'), 0) AS takenBack,
         coalesce(json_extract(payload, '$.itemId'), json_extract(payload, '$.labelId'),
           json_extract(payload, '$.subject'), 0) AS subject
       FROM outbox WHERE kind <> 'picture' AND ${isDue} ORDER BY id LIMIT ?`,
    )
    .all(items);
  const rows = db
    .rows<PredictionRow>(`${selectPredictions} WHERE id > ? AND ${ofLineSql} ORDER BY id LIMIT ?`)
    .all(after, predictions);
  const asked = db
    .rows<OutgoingPicture>(
      `SELECT id AS outboxId, json_extract(payload, '$.subject') AS sha256
       FROM outbox WHERE kind = 'picture' AND ${isDue} ORDER BY id LIMIT ?`,
    )
    .all(pictures);
  return succeed({
    items: waiting.map((row) => itemOf(db, row)),
    pictures: asked,
    predictions: rows.map(predictionText),
  });
}
