import type { Outcome } from '../../domain/outcome.ts';
import type { OutputVerbs } from '../../workers/outputs-protocol.ts';
import type { Supervisor } from './supervisor.ts';

/** The outputs worker's verbs with their types: the one place where an answer from it is taken at its word. */
export type AskOutputs = <V extends keyof OutputVerbs>(
  verb: V,
  input: OutputVerbs[V]['input'],
  deadlineMs: number,
) => Promise<Outcome<OutputVerbs[V]['output']>>;

export const askOutputs =
  (supervisor: Pick<Supervisor, 'call'>): AskOutputs =>
  async <V extends keyof OutputVerbs>(verb: V, input: OutputVerbs[V]['input'], deadlineMs: number) =>
    (await supervisor.call(verb, input, deadlineMs)) as Outcome<OutputVerbs[V]['output']>;
