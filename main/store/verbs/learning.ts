import { desc } from 'drizzle-orm';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { retrainingEvents } from '../schema.ts';

export type RetrainingEvent = typeof retrainingEvents.$inferSelect;

export const addRetraining = (db: WritableDb, input: Omit<RetrainingEvent, 'id'>): Outcome<{ id: number }> =>
  succeed(db.insert(retrainingEvents).values(input).returning({ id: retrainingEvents.id }).get());

export const listRetraining = (db: ReadableDb, input: { readonly limit: number }): Outcome<RetrainingEvent[]> =>
  succeed(db.select().from(retrainingEvents).orderBy(desc(retrainingEvents.id)).limit(input.limit).all());
