import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { models } from '../schema.ts';
import { retrainingDone } from './learning.ts';

const seenBefore = 'SELECT count(*) FROM models WHERE name = ? AND version = ?';

/** One row each time a model was loaded: which file ran when, and on what. A version that never ran here is what was waited for. */
export function recordModel(db: WritableDb, input: Omit<typeof models.$inferSelect, 'id'>): Outcome<{ id: number }> {
  const isNew = (db.column<number>(seenBefore).get(input.name, input.version) ?? 0) === 0;
  if (isNew) retrainingDone(db, input.name);
  return succeed(db.insert(models).values(input).returning({ id: models.id }).get());
}

const firstLoads = 'SELECT min(loaded_at) AS at FROM models WHERE name = ? GROUP BY version';

/** When the newest version of a model first ran here, where another had run before; null for a model that is as it came. */
export const lastRetraining = (
  db: ReadableDb,
  { modelName }: { readonly modelName: string },
): Outcome<number | null> => {
  const loads = db.column<number>(firstLoads).all(modelName);
  return succeed(loads.length < 2 ? null : Math.max(...loads));
};
