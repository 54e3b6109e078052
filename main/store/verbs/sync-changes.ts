import { roles } from '../../../preload/contract/capability.ts';
import type { ItemLabel, ItemMark } from '../../../preload/contract/labels.ts';
import type { Change, Mark } from '../../../preload/contract/sync.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import { checkSaid } from '../../domain/sampling/label-rules.ts';
import type { NewChanges, TakenChanges } from '../../domain/sync-items.ts';
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
  writeLedger(db, { ledger: { ...ledger, received: { labels: ledger.received.labels + taken } }, at });
  return succeed({ taken, left: changes.length - taken });
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
    const boxes = change.marks.flatMap((mark) => ('box' in mark ? [boxOf(mark)] : []));
    const marks = change.marks.flatMap((mark) => ('box' in mark ? [] : [withoutScore(mark)]));
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

const withoutScore = ({ label, fromMs, toMs }: ItemMark): ItemMark => ({ label, fromMs, toMs });

const boxOf = ({ label, box, points }: Extract<Mark, { box: unknown }>): ItemLabel => ({
  label,
  box,
  ...(points && { points }),
});
