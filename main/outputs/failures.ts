import { type Failure, fail, failure, type Outcome } from '../domain/outcome.ts';

/** What an error says, in one line and not much of it: a server writes what it likes into one. */
export function wordsOf(error: unknown): string {
  const text =
    error instanceof Error
      ? deepest(error)
      : typeof error === 'object' && error !== null && 'message' in error
        ? String(error.message)
        : String(error);
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 200) || 'an error without words';
}

/** The reason below "fetch failed" and its like. */
function deepest(error: Error): string {
  if (error.cause instanceof Error) return deepest(error.cause);
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return deepest(error.errors[0]);
  return error.message;
}

export const unreachable = (thing: string, error: unknown): Outcome<never> =>
  fail('unreachable', {
    thing,
    expected: 'to be reached',
    received: wordsOf(error),
    remedy: 'Look after its address, the network and the other side; it is tried again by itself.',
  });

export const wrongCredentials = (thing: string, received: string): Outcome<never> =>
  fail('unauthorised', {
    thing,
    expected: 'its user and password, or its key, to be accepted',
    received,
    remedy: 'Set them anew, as the other side knows them.',
  });

export const garbage = (thing: string, received: string): Outcome<never> =>
  fail('unreachable', {
    thing,
    expected: 'an answer in the protocol of this kind of output',
    received,
    remedy: 'Look whether address and port lead to the right server.',
  });

export const tooSlow = (thing: string, deadlineMs: number): Failure =>
  failure('deadline_exceeded', {
    thing,
    expected: `to have taken it within ${deadlineMs} ms`,
    received: 'no answer',
    remedy: 'Look after the other side, or give it more time.',
  });
