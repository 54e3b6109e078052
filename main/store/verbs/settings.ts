import { eq } from 'drizzle-orm';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { settings } from '../schema.ts';

/** Null where it was never set. The value is what was stored as JSON: the caller checks it against its schema. */
export function getSetting(db: ReadableDb, input: { readonly key: string }): Outcome<{ value: unknown } | null> {
  const row = db.select({ value: settings.value }).from(settings).where(eq(settings.key, input.key)).get();
  return succeed(row ?? null);
}

export function setSetting(
  db: WritableDb,
  input: { readonly key: string; readonly value: unknown; readonly at: number },
): Outcome<null> {
  const fresh = { value: input.value, updatedAt: input.at };
  db.insert(settings)
    .values({ key: input.key, ...fresh })
    .onConflictDoUpdate({ target: settings.key, set: fresh })
    .run();
  return succeed(null);
}
