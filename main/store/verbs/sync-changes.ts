import { roles } from '../../../preload/contract/capability.ts';
import type { Item, ItemLabel, ItemMark } from '../../../preload/contract/labels.ts';
import type { Change, Mark } from '../../../preload/contract/sync.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import { checkSaid } from '../../domain/sampling/label-rules.ts';
import type { NewChanges, TakenChanges } from '../../domain/sync-items.ts';
import { noteTaken } from '../../domain/sync-ledger.ts';
import type { WritableDb } from '../db.ts';
import { nextIdSql } from './given-ids.ts';
import { getItem, stateByDecisions } from './queue.ts';
import { writeLedger } from './sync.ts';

const insertSql = `
  INSERT INTO reviewed_labels
    (id, item_id, sample_sha256, labels, reviewer, origin, reviewed_at, decision, took_ms, undone_at)
  VALUES (${nextIdSql('reviewed_labels')}, ?, ?, ?, ?, 'cloud', ?, ?, 0, ?)`;

/** All that was said at an endpoint comes once more where the station goes back to it. */
const isKnownSql = `
  SELECT 1 FROM reviewed_labels
  WHERE item_id = ? AND origin = 'cloud' AND labels = ? AND reviewer = ? AND reviewed_at = ? AND decision = ?`;

/** Labels from the endpoint and the cursor behind them, in one transaction: each counts once, whatever happens. */
export function takeChanges(db: WritableDb, { changes, ledger, at }: NewChanges): Outcome<TakenChanges> {
  const taken = changes.filter((change) => takeChange(db, change, at)).length;
  const counted = { taken, left: changes.length - taken };
  writeLedger(db, { ledger: noteTaken(ledger, counted), at });
  return succeed(counted);
}

function takeChange(db: WritableDb, change: Change, at: number): boolean {
  const { sampleLocalId: id, sha256, decision, reviewedAt } = change;
  const found = getItem(db, { id });
  if (!found.ok || found.value.sampleHash !== sha256) return false;
  const item = found.value;
  if (decision === 'taken-back') {
    db.write(
      `UPDATE reviewed_labels SET undone_at = ?
       WHERE item_id = ? AND origin = 'cloud' AND undone_at IS NULL AND reviewed_at <= ?`,
    ).run(reviewedAt, id, reviewedAt);
  } else {
    const boxes = change.marks.flatMap((mark) => ('box' in mark ? [boxOf(mark, item)] : []));
    const marks = change.marks.flatMap((mark) => ('box' in mark ? [] : [stretchOf(mark, item)]));
    if (!checkSaid(item, { boxes, marks }, undefined).ok) return false;
    // The newest word counts wherever it was said: an older one is kept in the records only.
    const newer = db.column<number>(
      'SELECT max(reviewed_at) FROM reviewed_labels WHERE item_id = ? AND undone_at IS NULL AND reviewed_at > ?',
    );
    const reviewer = roles.find((role) => role === change.reviewer) ?? 'service';
    const said = [JSON.stringify(item.sound === undefined ? boxes : marks), reviewer, reviewedAt, decision] as const;
    if (db.column<number>(isKnownSql).get(id, ...said) !== undefined) return true;
    db.write(insertSql).run(id, sha256, ...said, newer.get(id, reviewedAt) ?? null);
  }
  if (item.state === 'quarantined') return true;
  db.write(`UPDATE labeling_queue SET state = ${stateByDecisions}, updated_at = ? WHERE id = ?`).run(at, id);
  return true;
}

/** How far beyond its sample the endpoint lets a mark reach: here it ends at the edge. */
const slackPx = 0.5;
const slackMs = 1;

function clip(value: number, most: number, slack: number): number {
  if (value < 0 && value >= -slack) return 0;
  return value > most && value <= most + slack ? most : value;
}

const stretchOf = ({ label, fromMs, toMs }: ItemMark, { sound }: Item): ItemMark => ({
  label,
  fromMs,
  toMs: clip(toMs, sound?.durationMs ?? 0, slackMs),
});

/** What lies inside stays to the last digit. */
function along(from: number, length: number, most: number): readonly [from: number, length: number] {
  const [start, end] = [clip(from, most, slackPx), clip(from + length, most, slackPx)];
  return start === from && end === from + length ? [from, length] : [start, end - start];
}

function boxOf({ label, box, points }: Extract<Mark, { box: unknown }>, item: Item): ItemLabel {
  const [x, width] = along(box.x, box.width, item.width);
  const [y, height] = along(box.y, box.height, item.height);
  return { label, box: { x, y, width, height }, ...(points && { points }) };
}
