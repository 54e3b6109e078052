import { and, desc, eq, inArray } from 'drizzle-orm';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { retrainingEvents } from '../schema.ts';

export type RetrainingEvent = typeof retrainingEvents.$inferSelect;
type NewEvent = Omit<RetrainingEvent, 'id'>;

/** Somebody asks for it: what was recommended of this model is answered thereby. */
export function addRetraining(db: WritableDb, input: NewEvent): Outcome<RetrainingEvent> {
  db.update(retrainingEvents)
    .set({ state: 'answered' })
    .where(and(eq(retrainingEvents.modelName, input.modelName), eq(retrainingEvents.state, 'recommended')))
    .run();
  return succeed(db.insert(retrainingEvents).values(input).returning().get());
}

const open = ['recommended', 'waiting'];

/** Another version runs: what was recommended or asked for of this model has been done. */
export const retrainingDone = (db: WritableDb, modelName: string): void => {
  db.update(retrainingEvents)
    .set({ state: 'done' })
    .where(and(eq(retrainingEvents.modelName, modelName), inArray(retrainingEvents.state, open)))
    .run();
};

/** Once: while a recommendation or a request of this model stands, that is given. */
export function recommendRetraining(
  db: WritableDb,
  input: Omit<NewEvent, 'state'>,
): Outcome<{ event: RetrainingEvent; isNew: boolean }> {
  const known = standingRetraining(db, input);
  if (known.ok && known.value !== null) return succeed({ event: known.value, isNew: false });
  const event = db
    .insert(retrainingEvents)
    .values({ ...input, state: 'recommended' })
    .returning()
    .get();
  return succeed({ event, isNew: true });
}

export const standingRetraining = (
  db: ReadableDb,
  { modelName }: { readonly modelName: string },
): Outcome<RetrainingEvent | null> =>
  succeed(
    db
      .select()
      .from(retrainingEvents)
      .where(and(eq(retrainingEvents.modelName, modelName), inArray(retrainingEvents.state, open)))
      .orderBy(desc(retrainingEvents.id))
      .limit(1)
      .get() ?? null,
  );

export const listRetraining = (db: ReadableDb, input: { readonly limit: number }): Outcome<RetrainingEvent[]> =>
  succeed(db.select().from(retrainingEvents).orderBy(desc(retrainingEvents.id)).limit(input.limit).all());
