import { eq } from 'drizzle-orm';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { stations } from '../schema.ts';

export type StationRow = typeof stations.$inferSelect;

export const getStation = (db: ReadableDb, _input: null): Outcome<StationRow | null> =>
  succeed(db.select().from(stations).limit(1).get() ?? null);

/** The station of this file: the one given is taken only where there is none yet. */
export function ensureStation(db: WritableDb, input: StationRow): Outcome<StationRow> {
  const known = db.select().from(stations).limit(1).get();
  if (known !== undefined) return succeed(known);
  db.insert(stations).values(input).run();
  return succeed(input);
}

export function renameStation(
  db: WritableDb,
  input: { readonly id: string; readonly name: string },
): Outcome<{ name: string }> {
  const { changes } = db.update(stations).set({ name: input.name }).where(eq(stations.id, input.id)).run();
  if (changes === 1) return succeed({ name: input.name });
  return fail('not_found', {
    thing: 'Station',
    expected: 'the id of this station',
    received: input.id,
    remedy: 'Ask for the station first and use its id.',
  });
}
