import type { Outcome } from '../../domain/outcome.ts';
import type { SpeechVerbs } from '../../workers/protocol.ts';
import type { Supervisor } from './supervisor.ts';

/** The speech worker's verbs with their types: the one place where an answer from it is taken at its word. */
export type AskSpeech = <V extends keyof SpeechVerbs>(
  verb: V,
  input: SpeechVerbs[V]['input'],
  deadlineMs: number,
) => Promise<Outcome<SpeechVerbs[V]['output']>>;

export const askSpeech =
  (supervisor: Pick<Supervisor, 'call'>): AskSpeech =>
  async <V extends keyof SpeechVerbs>(verb: V, input: SpeechVerbs[V]['input'], deadlineMs: number) =>
    (await supervisor.call(verb, input, deadlineMs)) as Outcome<SpeechVerbs[V]['output']>;
