import type { Outcome } from '../../../main/domain/outcome.ts';
import type { Connection } from '../../../main/store/connection.ts';
import { answer } from '../../../main/store/service.ts';
import type { InputOf, OutputOf, VerbName } from '../../../main/store/verbs/all.ts';

/** Asks a verb as the thread does, without a thread. */
export const ask = <V extends VerbName>(db: Connection, verb: V, input: InputOf<V>): Outcome<OutputOf<V>> =>
  answer(db, verb, input).outcome as Outcome<OutputOf<V>>;

/** The value of a verb that is expected to succeed. */
export function told<V extends VerbName>(db: Connection, verb: V, input: InputOf<V>): OutputOf<V> {
  const outcome = ask(db, verb, input);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
}
