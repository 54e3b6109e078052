import type { Role } from '../../../preload/contract/capability.ts';
import {
  type Item,
  type ItemLabel,
  type ItemMark,
  type ItemState,
  type LabelCounts,
  media,
} from '../../../preload/contract/labels.ts';
import type { SampleReason } from '../../../preload/contract/sampling.ts';
import type { Detection, Stretch } from '../../../preload/contract/values.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { type Decision, noVerdict, type StoredVerdict } from '../schema.ts';

interface ItemRow {
  readonly id: number;
  readonly medium: Item['medium'];
  readonly state: ItemState;
  readonly reason: SampleReason;
  readonly note: string;
  readonly sample_sha256: string;
  readonly source_id: string;
  readonly inspection_id: number | null;
  readonly pre_labels: string;
  readonly model_name: string;
  readonly model_version: string;
  readonly captured_at: number;
  readonly width: number;
  readonly height: number;
  readonly duration_ms: number | null;
  readonly verdict: StoredVerdict;
  readonly decision: Decision | null;
  readonly labels: string | null;
  readonly reviewed_at: number | null;
  readonly reviewer: Role | null;
}

const readJson = <T>(text: string): T => JSON.parse(text) as T;

/** What was said of a sound stands with it, and its boxes are none. */
function contentOf(row: ItemRow): Pick<Item, 'preLabels' | 'labels' | 'sound'> {
  const said = row.decision === 'labelled' ? row.labels : null;
  if (row.medium === 'picture') {
    const labels = said === null ? null : readJson<ItemLabel[]>(said);
    return { preLabels: readJson<Detection[]>(row.pre_labels), labels };
  }
  const marks = said === null ? null : readJson<ItemMark[]>(said);
  const sound = { durationMs: row.duration_ms ?? 0, preMarks: readJson<Stretch[]>(row.pre_labels), marks };
  return { preLabels: [], labels: null, sound };
}

const itemOf = (row: ItemRow): Item => ({
  id: row.id,
  medium: row.medium,
  state: row.state,
  reason: row.reason,
  note: row.note,
  sampleHash: row.sample_sha256,
  sourceId: row.source_id,
  inspectionId: row.inspection_id,
  model: { name: row.model_name, version: row.model_version },
  capturedAt: row.captured_at,
  width: row.width,
  height: row.height,
  ...contentOf(row),
  verdict: row.verdict === noVerdict ? null : row.verdict,
  decidedAt: row.reviewed_at,
  decidedBy: row.reviewer,
});

/** An item with its prediction and with the last decision on it that stands. */
const selectItems = `
  SELECT q.id, q.medium, q.state, q.reason, q.note, q.sample_sha256, q.source_id, q.inspection_id, q.pre_labels,
    p.model_name, p.model_version, p.captured_at, p.width, p.height, p.duration_ms, p.verdict,
    l.decision, l.labels, l.reviewed_at, l.reviewer
  FROM labeling_queue q
  JOIN prediction_logs p ON p.id = q.prediction_id
  LEFT JOIN reviewed_labels l
    ON l.id = (SELECT max(id) FROM reviewed_labels WHERE item_id = q.id AND undone_at IS NULL)`;

export interface QueuePage {
  /** Both where it is left out. */
  readonly medium?: Item['medium'] | undefined;
  readonly state: ItemState;
  readonly reason?: SampleReason | undefined;
  readonly after?: number | undefined;
  readonly limit: number;
}

const mediaOf = ({ medium }: Pick<QueuePage, 'medium'>): readonly Item['medium'][] =>
  medium === undefined ? media : [medium];

/** Oldest first, as a person works through them. */
export function pageQueue(db: ReadableDb, input: QueuePage): Outcome<{ rows: Item[]; next: number | null }> {
  const { state, reason, after = 0, limit } = input;
  const because = reason === undefined ? '' : 'AND q.reason = ?';
  const sql = `${selectItems} WHERE q.medium = ? AND q.state = ? ${because} AND q.id > ? ORDER BY q.id LIMIT ?`;
  const values = reason === undefined ? [after, limit] : [reason, after, limit];
  // A page of each medium, in the order of its index: asked for both at once, all that waits would be sorted.
  const rows = mediaOf(input)
    .flatMap((medium) => db.rows<ItemRow>(sql).all(medium, state, ...values))
    .sort((a, b) => a.id - b.id)
    .slice(0, limit)
    .map(itemOf);
  return succeed({ rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null });
}

export function getItem(db: ReadableDb, { id }: { readonly id: number }): Outcome<Item> {
  const row = db.rows<ItemRow>(`${selectItems} WHERE q.id = ?`).get(id);
  if (row !== undefined) return succeed(itemOf(row));
  return fail('not_found', {
    thing: 'Item',
    expected: 'the id of an item in the labelling queue',
    received: String(id),
    remedy: 'Reload the queue and use an id from it.',
  });
}

export function countQueue(db: ReadableDb, input: Pick<QueuePage, 'medium'>): Outcome<LabelCounts> {
  const counted = db.rows<{ readonly state: ItemState; readonly reason: SampleReason; readonly items: number }>(
    'SELECT state, reason, count(*) AS items FROM labeling_queue WHERE medium = ? GROUP BY state, reason',
  );
  const groups = mediaOf(input).flatMap((medium) => counted.all(medium));
  const counts = { waiting: 0, labelled: 0, skipped: 0, 'not-sure': 0, quarantined: 0 };
  const byReason = { unsure: 0, overridden: 0, control: 0 };
  for (const { state, reason, items } of groups) {
    counts[state] += items;
    if (state === 'waiting') byReason[reason] += items;
  }
  const { 'not-sure': notSure, ...rest } = counts;
  return succeed({ ...rest, notSure, byReason });
}

/** The state that the decisions on an item make: that of the last one that stands. */
export const stateByDecisions = `
  coalesce((SELECT decision FROM reviewed_labels WHERE item_id = labeling_queue.id AND undone_at IS NULL
    ORDER BY id DESC LIMIT 1), 'waiting')`;

export interface SampleAt {
  readonly sha256: string;
  readonly at: number;
}

/** A sample that cannot be shown: its items are set aside with one sentence, and what was said of them stays. */
export function quarantineSample(
  db: WritableDb,
  { sha256, note, at }: SampleAt & { readonly note: string },
): Outcome<{ items: number }> {
  const { changes } = db
    .write(
      `UPDATE labeling_queue SET state = 'quarantined', note = ?, updated_at = ?
       WHERE sample_sha256 = ? AND state <> 'quarantined'`,
    )
    .run(note, at, sha256);
  return succeed({ items: changes });
}

/** Its file is there again, as after a backup was put back. */
export function releaseSample(db: WritableDb, { sha256, at }: SampleAt): Outcome<{ items: number }> {
  const { changes } = db
    .write(
      `UPDATE labeling_queue SET state = ${stateByDecisions}, note = '', updated_at = ?
       WHERE sample_sha256 = ? AND state = 'quarantined'`,
    )
    .run(at, sha256);
  return succeed({ items: changes });
}

export interface KnownSample {
  readonly sha256: string;
  readonly isQuarantined: boolean;
}

/** Content hashes that items name, in order, a page at a time. */
export function pageSamples(
  db: ReadableDb,
  { after, limit }: { readonly after: string; readonly limit: number },
): Outcome<KnownSample[]> {
  const rows = db
    .rows<{ readonly sha256: string; readonly quarantined: number }>(
      `SELECT sample_sha256 AS sha256, min(state = 'quarantined') AS quarantined FROM labeling_queue
       WHERE sample_sha256 > ? GROUP BY sample_sha256 ORDER BY sample_sha256 LIMIT ?`,
    )
    .all(after, limit);
  return succeed(rows.map(({ sha256, quarantined }) => ({ sha256, isQuarantined: quarantined === 1 })));
}
