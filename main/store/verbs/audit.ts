import { createHash } from 'node:crypto';
import { desc, lt } from 'drizzle-orm';
import type { AuditEntry } from '../../../preload/contract/audit.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { audit } from '../schema.ts';

type AuditRow = typeof audit.$inferSelect;
type Content = Omit<AuditEntry, 'id'>;

const firstLink = '0'.repeat(64);

function linkOf(previousHash: string, id: number, { at, role, door, act, outcome }: Content): string {
  return createHash('sha256')
    .update(JSON.stringify([previousHash, id, at, role, door, act, outcome]))
    .digest('hex');
}

const highestEverSql = `SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'audit'), 0)`;

/** Each entry holds the hash of the one before it and of its own content: none can be changed or taken out unseen. */
export function appendAudit(db: WritableDb, input: Content): Outcome<{ id: number }> {
  const last = db.select({ hash: audit.hash }).from(audit).orderBy(desc(audit.id)).limit(1).get();
  const previousHash = last?.hash ?? firstLink;
  const id = (db.column<number>(highestEverSql).get() ?? 0) + 1;
  const { at, role, door, act, outcome } = input;
  const hash = linkOf(previousHash, id, input);
  db.insert(audit).values({ id, at, role, door, act, outcome, previousHash, hash }).run();
  return succeed({ id });
}

interface Checked {
  readonly id: number;
  readonly hash: string;
  readonly foreignWrites: number;
}
/** How far each open file was already found intact; begun anew when another process has written to it. */
const checkedUpTo = new WeakMap<ReadableDb, Checked>();

function isIntact(db: ReadableDb): boolean {
  const foreignWrites = db.foreignWrites();
  const known = checkedUpTo.get(db);
  let { id, hash } = known?.foreignWrites === foreignWrites ? known : { id: 0, hash: firstLink };
  const rest = db.rows<Omit<AuditRow, 'previousHash'> & { previous_hash: string }>(
    'SELECT * FROM audit WHERE id > ? ORDER BY id',
  );
  for (const row of rest.iterate(id)) {
    if (row.id !== id + 1 || row.previous_hash !== hash || row.hash !== linkOf(hash, row.id, row)) return false;
    id = row.id;
    hash = row.hash;
  }
  // Entries cut off at the end leave no gap: the table's own counter still knows of them.
  if (db.column<number>(highestEverSql).get() !== id) return false;
  checkedUpTo.set(db, { id, hash, foreignWrites });
  return true;
}

export function listAudit(
  db: ReadableDb,
  input: { readonly before?: number | undefined; readonly limit: number },
): Outcome<{ rows: AuditEntry[]; intact: boolean }> {
  const rows = db
    .select({ id: audit.id, at: audit.at, role: audit.role, door: audit.door, act: audit.act, outcome: audit.outcome })
    .from(audit)
    .where(input.before === undefined ? undefined : lt(audit.id, input.before))
    .orderBy(desc(audit.id))
    .limit(input.limit)
    .all();
  return succeed({ rows, intact: isIntact(db) });
}
