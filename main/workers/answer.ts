import { z } from 'zod';
import type { Outcome } from '../domain/outcome.ts';
import { fail } from '../domain/outcome.ts';
import type { Port } from './port.ts';

/** One verb: the shape of its input, and what answers it. */
export interface Verb {
  answer(input: unknown): Promise<Outcome<unknown>>;
}

const request = z.object({ kind: z.literal('request'), call: z.number(), verb: z.string(), input: z.unknown() });

/** A verb whose input is checked before it is answered; what crosses a process line is never trusted. */
export function verb<I, O>(schema: z.ZodType<I>, answer: (input: I) => Promise<Outcome<O>>): Verb {
  return {
    async answer(input) {
      const checked = schema.safeParse(input);
      return checked.success ? answer(checked.data) : malformed('Input', z.prettifyError(checked.error));
    },
  };
}

/** Settles every request with one reply. A bug in an answer is not caught here: it ends the process. */
export function answerRequests(port: Port, verbs: Readonly<Record<string, Verb>>): void {
  port.onMessage((message) => {
    const asked = request.safeParse(message);
    if (!asked.success) {
      const call = callOf(message);
      if (call !== undefined) reply(port, call, malformed('Request', z.prettifyError(asked.error)));
      return;
    }
    const { call, verb: name, input } = asked.data;
    const known = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
    if (known === undefined) {
      reply(port, call, unknownVerb(name, Object.keys(verbs)));
      return;
    }
    void known.answer(input).then((outcome) => reply(port, call, outcome));
  });
}

const reply = (port: Port, call: number, outcome: Outcome<unknown>): void =>
  port.post({ kind: 'reply', call, outcome });

const callOf = (message: unknown): number | undefined => {
  const numbered = z.looseObject({ call: z.number() }).safeParse(message);
  return numbered.success ? numbered.data.call : undefined;
};

const malformed = (thing: string, received: string): Outcome<never> =>
  fail('bad_input', {
    thing: `${thing} of the worker`,
    expected: 'the form that its protocol declares',
    received: received.replaceAll('\n', ' '),
    remedy: 'Start host and workers from the same version.',
  });

const unknownVerb = (name: string, known: readonly string[]): Outcome<never> =>
  fail('bad_input', {
    thing: 'Verb of the worker',
    expected: known.join(', '),
    received: name,
    remedy: 'Start host and workers from the same version.',
  });
