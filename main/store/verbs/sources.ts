import { asc, eq } from 'drizzle-orm';
import type { Source } from '../../../preload/contract/sources.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { sources } from '../schema.ts';

export const listSources = (db: ReadableDb, _input: null): Outcome<Source[]> =>
  succeed(db.select().from(sources).orderBy(asc(sources.addedAt), asc(sources.id)).all());

export function addSource(db: WritableDb, input: Source): Outcome<Source> {
  const { changes } = db.insert(sources).values(input).onConflictDoNothing().run();
  if (changes === 1) return succeed(input);
  return fail('already_exists', {
    thing: 'Source',
    expected: 'an id that no other source has',
    received: input.id,
    remedy: 'Choose another id, or remove the other source first.',
  });
}

export function removeSource(db: WritableDb, input: { readonly id: string }): Outcome<{ id: string }> {
  const known = db.select({ builtIn: sources.builtIn }).from(sources).where(eq(sources.id, input.id)).get();
  if (known === undefined) {
    return fail('not_found', {
      thing: 'Source',
      expected: 'the id of a known source',
      received: input.id,
      remedy: 'List the sources and use one of their ids.',
    });
  }
  if (known.builtIn) {
    return fail('wrong_state', {
      thing: 'Source',
      expected: 'one that was added',
      received: `${input.id}, which comes with the station`,
      remedy: 'Stop the line instead, or inspect another source.',
    });
  }
  db.delete(sources).where(eq(sources.id, input.id)).run();
  return succeed({ id: input.id });
}
