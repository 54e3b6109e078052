import { and, asc, desc, eq, gt } from 'drizzle-orm';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { labelingQueue, retrainingEvents, reviewedLabels } from '../schema.ts';

export type QueueItem = typeof labelingQueue.$inferSelect;
export type ReviewedLabel = typeof reviewedLabels.$inferSelect;
export type RetrainingEvent = typeof retrainingEvents.$inferSelect;

export const addQueueItem = (db: WritableDb, input: Omit<QueueItem, 'id'>): Outcome<{ id: number }> =>
  succeed(db.insert(labelingQueue).values(input).returning({ id: labelingQueue.id }).get());

/** Oldest first, as a person works through them. */
export function listQueue(
  db: ReadableDb,
  input: { readonly state: QueueItem['state']; readonly after?: number | undefined; readonly limit: number },
): Outcome<QueueItem[]> {
  const wanted = and(eq(labelingQueue.state, input.state), gt(labelingQueue.id, input.after ?? 0));
  return succeed(db.select().from(labelingQueue).where(wanted).orderBy(asc(labelingQueue.id)).limit(input.limit).all());
}

/** The label and the state of its item change together. */
export function addLabel(db: WritableDb, input: Omit<ReviewedLabel, 'id'>): Outcome<{ id: number }> {
  db.update(labelingQueue)
    .set({ state: 'reviewed', updatedAt: input.reviewedAt })
    .where(eq(labelingQueue.id, input.itemId))
    .run();
  return succeed(db.insert(reviewedLabels).values(input).returning({ id: reviewedLabels.id }).get());
}

export const listLabels = (db: ReadableDb, input: { readonly itemId: number }): Outcome<ReviewedLabel[]> =>
  succeed(
    db
      .select()
      .from(reviewedLabels)
      .where(eq(reviewedLabels.itemId, input.itemId))
      .orderBy(asc(reviewedLabels.id))
      .all(),
  );

export const addRetraining = (db: WritableDb, input: Omit<RetrainingEvent, 'id'>): Outcome<{ id: number }> =>
  succeed(db.insert(retrainingEvents).values(input).returning({ id: retrainingEvents.id }).get());

export const listRetraining = (db: ReadableDb, input: { readonly limit: number }): Outcome<RetrainingEvent[]> =>
  succeed(db.select().from(retrainingEvents).orderBy(desc(retrainingEvents.id)).limit(input.limit).all());
