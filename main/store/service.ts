import { type Failure, failure, type Outcome } from '../domain/outcome.ts';
import type { Connection } from './connection.ts';
import { sqliteFailure } from './sqlite-failure.ts';
import type { Verb } from './verb.ts';
import { verbs } from './verbs/all.ts';

/** The table's inputs differ by verb; the client's types see to it that each gets its own. */
const table: ReadonlyMap<string, Verb<never, unknown>> = new Map(Object.entries(verbs));

function run(connection: Connection, verb: Verb<never, unknown>, input: never): Outcome<unknown> {
  switch (verb.kind) {
    case 'read':
      return connection.read((db) => verb.run(db, input));
    case 'log':
      return connection.write((db) => verb.run(db, input));
    case 'durable':
      return connection.writeDurably((db) => verb.run(db, input));
  }
}

const bug = (name: string): Failure =>
  failure('bug', {
    thing: `Store verb ${name}`,
    expected: 'to finish',
    received: 'an error in the program',
    remedy: 'Nothing was changed. Please report it with the log of this minute.',
  });

export interface Answer {
  readonly outcome: Outcome<unknown>;
  readonly durationMs: number;
  /** The error behind a failure of code `bug`, for whoever logs it. */
  readonly cause?: unknown;
}

/** The one place where what a verb throws is caught: its transaction is undone by then. */
export function answer(connection: Connection, name: string, input: unknown): Answer {
  const verb = table.get(name);
  const startedAt = performance.now();
  const took = (): number => performance.now() - startedAt;
  if (verb === undefined)
    return { outcome: { ok: false, failure: bug(name) }, durationMs: took(), cause: 'unknown verb' };
  try {
    return { outcome: run(connection, verb, input as never), durationMs: took() };
  } catch (cause) {
    const expected = sqliteFailure(cause);
    return expected === undefined
      ? { outcome: { ok: false, failure: bug(name) }, durationMs: took(), cause }
      : { outcome: { ok: false, failure: expected }, durationMs: took() };
  }
}
