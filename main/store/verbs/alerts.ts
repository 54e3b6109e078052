import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import type { Alert } from '../../../preload/contract/alerts.ts';
import type { Role } from '../../../preload/contract/capability.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { alerts } from '../monitor-schema.ts';

export type NewAlert = Pick<Alert, 'kind' | 'severity' | 'cause' | 'sourceId' | 'note'> & { readonly at: number };

const alertOf = (row: typeof alerts.$inferSelect): Alert => ({
  ...row,
  state: row.closedAt !== null ? 'closed' : row.acknowledgedAt !== null ? 'acknowledged' : 'open',
});

const standing = (db: ReadableDb, cause: string) =>
  db
    .select()
    .from(alerts)
    .where(and(eq(alerts.cause, cause), isNull(alerts.closedAt)))
    .get();

/** Opens an alert; while the same cause has one, that is told again. */
export function raiseAlert(db: WritableDb, { at, ...input }: NewAlert): Outcome<Alert> {
  const known = standing(db, input.cause);
  if (known === undefined) {
    const fresh = { ...input, openedAt: at, lastAt: at, times: 1 };
    return succeed(alertOf(db.insert(alerts).values(fresh).returning().get()));
  }
  const { note, severity } = input;
  const again = { note, severity, lastAt: at, times: known.times + 1 };
  return succeed(alertOf(db.update(alerts).set(again).where(eq(alerts.id, known.id)).returning().get()));
}

/** Alerts that closed so long ago are forgotten. */
const keptMs = 92 * 86_400_000;

/** Its cause is gone. Null where there was no alert of it. What closed last season goes with it: so there are never many. */
export function closeAlert(
  db: WritableDb,
  { cause, at }: { readonly cause: string; readonly at: number },
): Outcome<Alert | null> {
  const known = standing(db, cause);
  if (known === undefined) return succeed(null);
  db.delete(alerts)
    .where(lt(alerts.closedAt, at - keptMs))
    .run();
  return succeed(alertOf(db.update(alerts).set({ closedAt: at }).where(eq(alerts.id, known.id)).returning().get()));
}

export function acknowledgeAlert(
  db: WritableDb,
  { id, by, at }: { readonly id: number; readonly by: Role; readonly at: number },
): Outcome<Alert> {
  const row = db.select().from(alerts).where(eq(alerts.id, id)).get();
  if (row === undefined) {
    return fail('not_found', {
      thing: 'Alert',
      expected: 'the id of an alert',
      received: String(id),
      remedy: 'List the alerts and use one of their ids.',
    });
  }
  const known = alertOf(row);
  if (known.state !== 'open') {
    return fail('wrong_state', {
      thing: `Alert ${id}`,
      expected: 'one that is open',
      received: `one that is ${known.state}`,
      remedy: 'Reload the alerts.',
    });
  }
  const change = { acknowledgedAt: at, acknowledgedBy: by };
  return succeed(alertOf(db.update(alerts).set(change).where(eq(alerts.id, id)).returning().get()));
}

const mostStanding = 100;

/** By the index of what stands, and that is few. */
export const standingAlerts = (db: ReadableDb, _input: null): Outcome<Alert[]> =>
  succeed(
    db
      .select()
      .from(alerts)
      .where(isNull(alerts.closedAt))
      .limit(mostStanding)
      .all()
      .map(alertOf)
      .toSorted((a, b) => b.id - a.id),
  );

export function listAlerts(
  db: ReadableDb,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Outcome<{ rows: Alert[]; next: number | null }> {
  const rows = db
    .select()
    .from(alerts)
    .where(before === undefined ? undefined : lt(alerts.id, before))
    .orderBy(desc(alerts.id))
    .limit(limit)
    .all()
    .map(alertOf);
  return succeed({ rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null });
}
