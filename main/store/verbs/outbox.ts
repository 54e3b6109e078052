import { asc, count, lt, lte, sql } from 'drizzle-orm';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { outbox } from '../schema.ts';
import { nextIdSql } from './given-ids.ts';
import { never } from './sync.ts';

export type OutboxRow = typeof outbox.$inferSelect;

export function addToOutbox(
  db: WritableDb,
  input: { readonly kind: string; readonly payload: unknown; readonly at: number },
): Outcome<{ id: number }> {
  const id = sql.raw(nextIdSql('outbox'));
  const row = {
    id,
    kind: input.kind,
    payload: input.payload,
    attempts: 0,
    nextAttemptAt: input.at,
    createdAt: input.at,
  };
  return succeed(db.insert(outbox).values(row).returning({ id: outbox.id }).get());
}

/** What may be sent by now, longest due first. */
export const listDue = (db: ReadableDb, input: { readonly at: number; readonly limit: number }): Outcome<OutboxRow[]> =>
  succeed(
    db
      .select()
      .from(outbox)
      .where(lte(outbox.nextAttemptAt, input.at))
      .orderBy(asc(outbox.nextAttemptAt), asc(outbox.id))
      .limit(input.limit)
      .all(),
  );

/** What was set aside waits for nobody. */
export const countOutbox = (db: ReadableDb, _input: null): Outcome<number> =>
  succeed(db.select({ rows: count() }).from(outbox).where(lt(outbox.nextAttemptAt, never)).get()?.rows ?? 0);
