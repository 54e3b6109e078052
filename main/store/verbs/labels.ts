import { asc, eq } from 'drizzle-orm';
import type { Role } from '../../../preload/contract/capability.ts';
import type { Item, ItemLabel, ItemMark, LabelCounts } from '../../../preload/contract/labels.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { checkSaid } from '../../domain/sampling/label-rules.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { type Decision, reviewedLabels } from '../schema.ts';
import { nextIdSql } from './given-ids.ts';
import { addToOutbox } from './outbox.ts';
import { countQueue, getItem, stateByDecisions } from './queue.ts';

export type ReviewedLabel = typeof reviewedLabels.$inferSelect;

export interface NewDecision {
  readonly id: number;
  readonly decision: Decision;
  /** Empty unless it was labelled; a picture without any defect is labelled with none. */
  readonly boxes: readonly ItemLabel[];
  /** The same of a sound. */
  readonly marks?: readonly ItemMark[] | undefined;
  /** What a box or a mark may be; undefined where no model says. */
  readonly classes?: readonly string[] | undefined;
  readonly by: Role;
  readonly origin: ReviewedLabel['origin'];
  readonly at: number;
  readonly tookMs: number;
}

export interface Decided {
  readonly item: Item;
  readonly counts: LabelCounts;
}

const insertSql = `
  INSERT INTO reviewed_labels (id, item_id, sample_sha256, labels, reviewer, origin, reviewed_at, decision, took_ms)
  VALUES (${nextIdSql('reviewed_labels')}, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** An item is of one medium: the other list is empty. */
const saidOf = ({ boxes, marks = [] }: NewDecision): string => JSON.stringify(marks.length === 0 ? boxes : marks);

const isSame = (item: Item, input: NewDecision): boolean =>
  item.state === input.decision &&
  item.decidedBy === input.by &&
  (input.decision !== 'labelled' || JSON.stringify(item.sound?.marks ?? item.labels) === saidOf(input));

/** What a person says of an item. Said twice in the same words, as after a lost answer, it counts once. */
export function decideItem(db: WritableDb, input: NewDecision): Outcome<Decided> {
  const found = getItem(db, input);
  if (!found.ok) return found;
  const item = found.value;
  if (isSame(item, input)) return told(db, item);
  if (item.state === 'labelled' || item.state === 'quarantined') return isClosed(item);
  const { id, decision, boxes, marks = [], by, origin, at, tookMs } = input;
  const checked = checkSaid(item, { boxes, marks }, input.classes);
  if (!checked.ok) return checked;
  const { lastInsertRowid } = db
    .write(insertSql)
    .run(id, item.sampleHash, saidOf(input), by, origin, at, decision, Math.round(tookMs));
  db.write('UPDATE labeling_queue SET state = ?, updated_at = ? WHERE id = ?').run(decision, at, id);
  // What came from the endpoint need not be told to it.
  if (origin === 'station') addToOutbox(db, { kind: 'label', payload: { labelId: Number(lastInsertRowid) }, at });
  return tellAgain(db, id);
}

/** Takes back the last decision that stands: the item is as it was before, and the decision stays in the records. */
export function undoDecision(
  db: WritableDb,
  { id, at }: { readonly id: number; readonly at: number },
): Outcome<Decided> {
  const found = getItem(db, { id });
  if (!found.ok) return found;
  if (found.value.state === 'quarantined') return isClosed(found.value);
  const standing = 'SELECT max(id) FROM reviewed_labels WHERE item_id = ? AND undone_at IS NULL';
  const labelId = db.column<number | null>(standing).get(id) ?? null;
  if (labelId === null) {
    return fail('wrong_state', {
      thing: `Item ${id}`,
      expected: 'a decision to take back',
      received: 'none',
      remedy: 'Choose an item that was decided on.',
    });
  }
  db.write('UPDATE reviewed_labels SET undone_at = ? WHERE id = ?').run(at, labelId);
  addToOutbox(db, { kind: 'label', payload: { labelId, takenBack: true }, at });
  db.write(`UPDATE labeling_queue SET state = ${stateByDecisions}, updated_at = ? WHERE id = ?`).run(at, id);
  return tellAgain(db, id);
}

/** Everything that was said of an item, in order, what was taken back included. */
export const listLabels = (db: ReadableDb, input: { readonly itemId: number }): Outcome<ReviewedLabel[]> =>
  succeed(
    db
      .select()
      .from(reviewedLabels)
      .where(eq(reviewedLabels.itemId, input.itemId))
      .orderBy(asc(reviewedLabels.id))
      .all(),
  );

function told(db: ReadableDb, item: Item): Outcome<Decided> {
  const counts = countQueue(db, {});
  return counts.ok ? succeed({ item, counts: counts.value }) : counts;
}

function tellAgain(db: ReadableDb, id: number): Outcome<Decided> {
  const item = getItem(db, { id });
  return item.ok ? told(db, item.value) : item;
}

function isClosed({ id, state, note, decidedBy }: Item): Outcome<never> {
  if (state === 'quarantined') {
    const expected = 'a sample that can be shown';
    const remedy = 'Leave it out and go on with the next.';
    return fail('wrong_state', { thing: `Item ${id}`, expected, received: note || 'none', remedy });
  }
  return fail('wrong_state', {
    thing: `Item ${id}`,
    expected: 'one that waits',
    received: `one that the ${decidedBy ?? 'station'} has labelled already`,
    remedy: 'Take that label back first, or go on with the next.',
  });
}
