import type { Outcome } from '../../domain/outcome.ts';
import type { OutputVerbs } from '../../workers/outputs-protocol.ts';
import type { SpeechVerbs, VisionVerbs } from '../../workers/protocol.ts';
import type { Supervisor } from './supervisor.ts';

/** What a worker can be asked: by name what it is given and what it answers. */
type Verbs<T> = { readonly [V in keyof T]: { readonly input: unknown; readonly output: unknown } };

/** A worker's verbs with their types. */
export type AskWorker<T extends Verbs<T>> = <V extends keyof T & string>(
  verb: V,
  input: T[V]['input'],
  deadlineMs: number,
) => Promise<Outcome<T[V]['output']>>;

export type AskVision = AskWorker<VisionVerbs>;
export type AskSpeech = AskWorker<SpeechVerbs>;
export type AskOutputs = AskWorker<OutputVerbs>;

/** The one place where an answer from a worker is taken at its word. */
export const askWorker =
  <T extends Verbs<T>>(supervisor: Pick<Supervisor, 'call'>): AskWorker<T> =>
  async <V extends keyof T & string>(verb: V, input: T[V]['input'], deadlineMs: number) =>
    (await supervisor.call(verb, input, deadlineMs)) as Outcome<T[V]['output']>;
