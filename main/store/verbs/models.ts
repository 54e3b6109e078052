import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { WritableDb } from '../db.ts';
import { models } from '../schema.ts';

/** One row each time a model was loaded: which file ran when, and on what. */
export function recordModel(db: WritableDb, input: Omit<typeof models.$inferSelect, 'id'>): Outcome<{ id: number }> {
  return succeed(db.insert(models).values(input).returning({ id: models.id }).get());
}
