import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type CloudAuditEntry, cloudAuditEntry } from '../../../preload/contract/cloud.ts';
import { type Database, read, readOne } from './database.ts';

const headRow = z.object({ number: z.number().int(), hash: z.string() });
const chained = z.object({
  number: z.number().int(),
  at: z.number(),
  role: z.string(),
  act: z.string(),
  outcome: z.string(),
  hash: z.string(),
});
type Content = Omit<CloudAuditEntry, 'id'>;

const firstLink = '0'.repeat(64);
const rowsAtOnce = 2_000;

const linkOf = (previous: string, number: number, { at, role, act, outcome }: Content): string =>
  createHash('sha256')
    .update(JSON.stringify([previous, number, at, role, act, outcome]))
    .digest('hex');

/** Each entry holds the hash of the one before it and of its own content, whichever endpoint on this database wrote it. */
export async function appendAudit(database: Database, { at, role, act, outcome }: Content): Promise<void> {
  await database.transaction(async (sql) => {
    const head = await readOne(sql, headRow, 'SELECT number, hash FROM audit_head WHERE id = 1 FOR UPDATE');
    if (head === undefined) throw new Error('Expected the audit to have a head');
    const number = head.number + 1;
    const hash = linkOf(head.hash, number, { at, role, act, outcome });
    await sql.rows('INSERT INTO audit (at, role, act, outcome, number, hash) VALUES ($1, $2, $3, $4, $5, $6)', [
      at,
      role,
      act,
      outcome,
      number,
      hash,
    ]);
    await sql.rows('UPDATE audit_head SET number = $1, hash = $2 WHERE id = 1', [number, hash]);
  });
}

/** Newest first; entries from before the chain are listed with the others. */
export async function listAudit(
  database: Database,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<{ rows: CloudAuditEntry[]; intact: boolean }> {
  const rows = await read(
    database,
    cloudAuditEntry,
    'SELECT id, at, role, act, outcome FROM audit WHERE $1::bigint IS NULL OR id < $1 ORDER BY id DESC LIMIT $2',
    [before ?? null, limit],
  );
  return { rows: [...rows], intact: await isIntact(database) };
}

/** Entries cut off at the end leave no gap: the head still knows of them. */
async function isIntact(database: Database): Promise<boolean> {
  let [number, hash] = [0, firstLink];
  for (;;) {
    // Before its rows: what is written meanwhile is among them, and the next round reads a newer head.
    const head = await readOne(database, headRow, 'SELECT number, hash FROM audit_head WHERE id = 1');
    const some = await read(
      database,
      chained,
      'SELECT number, at, role, act, outcome, hash FROM audit WHERE number > $1 ORDER BY number LIMIT $2',
      [number, rowsAtOnce],
    );
    if (some.length === 0) return head?.number === number && head.hash === hash;
    for (const row of some) {
      if (row.number !== number + 1 || row.hash !== linkOf(hash, row.number, row)) return false;
      number = row.number;
      hash = row.hash;
    }
  }
}
