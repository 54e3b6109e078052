import type { SyncFailure } from '../../../preload/contract/sync-status.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { Settled, SyncCounts } from '../../domain/sync-items.ts';
import { freshLedger, type SyncLedger } from '../../domain/sync-ledger.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { ofLineSql } from '../of-line.ts';
import { blockOf, blockRows } from '../tally.ts';
import { nextIdSql } from './given-ids.ts';
import { mayLeaveSql } from './people.ts';
import { getSetting, setSetting } from './settings.ts';

/** An outbox row that is not sent again by itself; its payload holds the reason. */
export const never = Number.MAX_SAFE_INTEGER;
const ledgerKey = 'sync-ledger';

/** Only this file writes it, so its shape is known; fields that a later version added are filled in. */
export function ledgerOf(db: ReadableDb): SyncLedger {
  const stored = getSetting(db, { key: ledgerKey });
  const value = stored.ok ? stored.value?.value : undefined;
  return typeof value === 'object' ? { ...freshLedger, ...value } : freshLedger;
}

export const readLedger = (db: ReadableDb, _input: null): Outcome<SyncLedger> => succeed(ledgerOf(db));

export const writeLedger = (
  db: WritableDb,
  { ledger, at }: { readonly ledger: SyncLedger; readonly at: number },
): Outcome<null> => setSetting(db, { key: ledgerKey, value: ledger, at });

const setAsideSql = `
  UPDATE outbox SET next_attempt_at = ${never}, attempts = attempts + 1, last_error_code = ?,
    payload = json_set(payload, '$.reason', ?, '$.since', ?)
  WHERE id = ?`;
const addAsideSql = `
  INSERT INTO outbox (id, kind, payload, attempts, next_attempt_at, last_error_code, created_at)
  SELECT ${nextIdSql('outbox')}, ?, json_object('subject', ?, 'reason', ?, 'since', ?), 1, ${never}, ?, ?
  WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE kind = ? AND next_attempt_at = ${never}
    AND json_extract(payload, '$.subject') = ?)`;

/** What a batch's answer means here, all of it or nothing: sent again after a lost answer it comes to the same. */
export function settleBatch(db: WritableDb, { done, refused, wanted, ledger, at }: Settled): Outcome<null> {
  const remove = db.write('DELETE FROM outbox WHERE id = ?');
  for (const id of done) remove.run(id);
  for (const { outboxId, kind, subject, code, reason } of refused) {
    if (outboxId === undefined) db.write(addAsideSql).run(kind, subject, reason, at, code, at, kind, subject);
    else db.write(setAsideSql).run(code, reason, at, outboxId);
  }
  if (wanted.length > 0) addWanted(db, wanted, at);
  return writeLedger(db, { ledger, at });
}

/** One row for each picture of an item, also where it is asked for again or was set aside before; others are not here to be sent. */
function addWanted(db: WritableDb, wanted: readonly string[], at: number): void {
  const subjects = `SELECT json_extract(payload, '$.subject') FROM outbox WHERE kind = 'picture'`;
  const known = new Set(db.column<string>(subjects).all());
  const add = db.write(`
    INSERT INTO outbox (id, kind, payload, attempts, next_attempt_at, created_at)
    SELECT ${nextIdSql('outbox')}, 'picture', json_object('subject', ?), 0, ?, ?
    WHERE EXISTS (SELECT 1 FROM labeling_queue WHERE sample_sha256 = ?)`);
  for (const sha256 of new Set(wanted)) if (!known.has(sha256)) add.run(sha256, at, at, sha256);
}

/** Another endpoint knows nothing yet: every sample and every decision waits again, once each. */
export function beginSync(
  db: WritableDb,
  { target, at }: { readonly target: string; readonly at: number },
): Outcome<SyncLedger> {
  const known = ledgerOf(db);
  const ledger =
    known.target === target ? { ...known, stopped: '' } : { ...freshLedger, contacted: known.contacted, target };
  if (known.target !== target) {
    const add = 'INSERT INTO outbox (kind, payload, attempts, next_attempt_at, created_at)';
    db.write('DELETE FROM outbox').run();
    db.write(`${add} SELECT 'sample', json_object('itemId', id), 0, ?, ? FROM labeling_queue ORDER BY id`).run(at, at);
    db.write(
      `${add} SELECT 'label', json_object('labelId', id), 0, ?, ? FROM reviewed_labels
       WHERE origin = 'station' AND undone_at IS NULL ORDER BY id`,
    ).run(at, at);
  }
  writeLedger(db, { ledger, at });
  return succeed(ledger);
}

/** What was set aside waits again. */
export function retryRefused(db: WritableDb, { at }: { readonly at: number }): Outcome<{ items: number }> {
  const { changes } = db.write(`UPDATE outbox SET next_attempt_at = ? WHERE next_attempt_at = ${never}`).run(at);
  const ledger = ledgerOf(db);
  writeLedger(db, { ledger: { ...ledger, round: ledger.round + 1 }, at });
  return succeed({ items: changes });
}

const failuresMost = 50;

export function countSync(db: ReadableDb, _input: null): Outcome<SyncCounts> {
  const { predictionCursor } = ledgerOf(db);
  const block = blockOf(predictionCursor);
  // The tally knows all whole blocks: a million rows cost no more than a few.
  const later =
    db
      .column<number>(`SELECT coalesce(sum(rows), 0) FROM prediction_tally WHERE block > ? AND ${ofLineSql}`)
      .get(block) ?? 0;
  const here = db.column<number>(`SELECT count(*) FROM prediction_logs WHERE id > ? AND id < ? AND ${ofLineSql}`);
  const rest = here.get(predictionCursor, (block + 1) * blockRows) ?? 0;
  const due = db.column<number>(
    `SELECT count(*) FROM outbox WHERE kind = ? AND next_attempt_at < ${never} AND ${mayLeaveSql(db)}`,
  );
  const failures = db
    .rows<SyncFailure>(
      `SELECT id, kind, coalesce(last_error_code, '') AS code, coalesce(json_extract(payload, '$.reason'), '') AS reason,
         coalesce(json_extract(payload, '$.since'), created_at) AS since
       FROM outbox WHERE next_attempt_at = ${never} ORDER BY id DESC LIMIT ${failuresMost}`,
    )
    .all();
  const failed = db.column<number>(`SELECT count(*) FROM outbox WHERE next_attempt_at = ${never}`).get() ?? 0;
  const waiting = {
    predictions: later + rest + (due.get('prediction') ?? 0),
    samples: due.get('sample') ?? 0,
    labels: due.get('label') ?? 0,
    pictures: due.get('picture') ?? 0,
  };
  return succeed({ waiting, failed, failures });
}
