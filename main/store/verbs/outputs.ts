import { and, asc, count, eq, lt, sql } from 'drizzle-orm';
import { outputSettings } from '../../../preload/contract/output-settings.ts';
import type { Output, VerdictMessage } from '../../../preload/contract/outputs.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { outputs, waitingSignals } from '../outputs-schema.ts';

export type StoredOutput = Output & { readonly sealedSecrets: string };

type OutputRow = typeof outputs.$inferSelect;

/** What a newer version of the program has added to the settings gets its default. */
const outputOf = ({ secretNames, settings, dropped: _dropped, ...rest }: OutputRow): StoredOutput => ({
  ...rest,
  settings: outputSettings.parse(settings),
  secrets: secretNames,
});

export const listOutputs = (db: ReadableDb, _input: null): Outcome<StoredOutput[]> =>
  succeed(db.select().from(outputs).orderBy(asc(outputs.name), asc(outputs.id)).all().map(outputOf));

export function saveOutput(db: WritableDb, { secrets, ...rest }: StoredOutput): Outcome<null> {
  const row = { ...rest, secretNames: secrets };
  db.insert(outputs).values(row).onConflictDoUpdate({ target: outputs.id, set: row }).run();
  return succeed(null);
}

/** With what waits for it: nobody is there any more to be told. */
export function removeOutput(db: WritableDb, { id }: { readonly id: string }): Outcome<{ id: string }> {
  const { changes } = db.delete(outputs).where(eq(outputs.id, id)).run();
  if (changes === 0) {
    return fail('not_found', {
      thing: 'Output',
      expected: 'the id of a known output',
      received: id,
      remedy: 'List the outputs and use one of their ids.',
    });
  }
  db.delete(waitingSignals).where(eq(waitingSignals.outputId, id)).run();
  return succeed({ id });
}

export interface KeptSignal {
  readonly outputId: string;
  readonly message: VerdictMessage;
  readonly at: number;
  /** So many may wait, and none longer than this: the oldest goes and is counted. */
  readonly most: number;
  readonly mostAgeMs: number;
}

export function keepSignal(
  db: WritableDb,
  { outputId, message, at, most, mostAgeMs }: KeptSignal,
): Outcome<{ dropped: number }> {
  db.insert(waitingSignals).values({ outputId, message, keptAt: at }).run();
  const ofOutput = eq(waitingSignals.outputId, outputId);
  const waiting = db.select({ rows: count() }).from(waitingSignals).where(ofOutput).get()?.rows ?? 0;
  const tooMany = Math.max(0, waiting - most);
  const newestToGo = db
    .select({ id: waitingSignals.id })
    .from(waitingSignals)
    .where(ofOutput)
    .orderBy(asc(waitingSignals.id))
    .limit(1)
    .offset(tooMany)
    .get();
  const byCount =
    tooMany === 0
      ? 0
      : db
          .delete(waitingSignals)
          .where(and(ofOutput, lt(waitingSignals.id, newestToGo?.id ?? 0)))
          .run().changes;
  const byAge = db
    .delete(waitingSignals)
    .where(and(ofOutput, lt(waitingSignals.keptAt, at - mostAgeMs)))
    .run().changes;
  const dropped = byCount + byAge;
  if (dropped > 0) {
    db.update(outputs)
      .set({ dropped: sql`${outputs.dropped} + ${dropped}` })
      .where(eq(outputs.id, outputId))
      .run();
  }
  return succeed({ dropped });
}

export const nextSignals = (
  db: ReadableDb,
  { outputId, limit }: { readonly outputId: string; readonly limit: number },
): Outcome<{ id: number; message: VerdictMessage }[]> =>
  succeed(
    db
      .select({ id: waitingSignals.id, message: waitingSignals.message })
      .from(waitingSignals)
      .where(eq(waitingSignals.outputId, outputId))
      .orderBy(asc(waitingSignals.id))
      .limit(limit)
      .all(),
  );

/** It was told, or never can be. */
export function settleSignal(db: WritableDb, { id }: { readonly id: number }): Outcome<null> {
  db.delete(waitingSignals).where(eq(waitingSignals.id, id)).run();
  return succeed(null);
}

export interface SignalCount {
  readonly outputId: string;
  readonly waiting: number;
  readonly dropped: number;
}

export function countSignals(db: ReadableDb, _input: null): Outcome<SignalCount[]> {
  const groups = db
    .select({ outputId: waitingSignals.outputId, rows: count() })
    .from(waitingSignals)
    .groupBy(waitingSignals.outputId)
    .all();
  const waiting = new Map(groups.map(({ outputId, rows }) => [outputId, rows]));
  const known = db.select({ outputId: outputs.id, dropped: outputs.dropped }).from(outputs).all();
  return succeed(known.map(({ outputId, dropped }) => ({ outputId, dropped, waiting: waiting.get(outputId) ?? 0 })));
}
