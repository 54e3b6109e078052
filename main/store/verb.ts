import type { Outcome } from '../domain/outcome.ts';
import type { ReadableDb, WritableDb } from './db.ts';

/**
 * How a verb touches the file. A `log` write survives the death of the process at once and a power cut from the next
 * durable write or checkpoint on; a `durable` one is on the disk before it is acknowledged.
 */
export type Verb<I, O> =
  | { readonly kind: 'read'; readonly run: (db: ReadableDb, input: I) => Outcome<O> }
  | { readonly kind: 'log' | 'durable'; readonly run: (db: WritableDb, input: I) => Outcome<O> };

export const reads = <I, O>(run: (db: ReadableDb, input: I) => Outcome<O>) => ({ kind: 'read', run }) as const;
export const logs = <I, O>(run: (db: WritableDb, input: I) => Outcome<O>) => ({ kind: 'log', run }) as const;
/** For what a person or the line was told. */
export const keeps = <I, O>(run: (db: WritableDb, input: I) => Outcome<O>) => ({ kind: 'durable', run }) as const;
