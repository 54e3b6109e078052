import type { Outcome } from '../../domain/outcome.ts';
import type { VisionVerbs } from '../../workers/protocol.ts';
import type { Supervisor } from './supervisor.ts';

/** The vision worker's verbs with their types: the one place where an answer from it is taken at its word. */
export type AskVision = <V extends keyof VisionVerbs>(
  verb: V,
  input: VisionVerbs[V]['input'],
  deadlineMs: number,
) => Promise<Outcome<VisionVerbs[V]['output']>>;

export const askVision =
  (supervisor: Pick<Supervisor, 'call'>): AskVision =>
  async <V extends keyof VisionVerbs>(verb: V, input: VisionVerbs[V]['input'], deadlineMs: number) =>
    (await supervisor.call(verb, input, deadlineMs)) as Outcome<VisionVerbs[V]['output']>;
