import { type Failure, failure, type Outcome } from '../../domain/outcome.ts';
import { wireFailure } from '../../serving/wire-failure.ts';

/** By this a handler answers with an outcome: its value is returned, its failure thrown in the contract's form. */
export function valueOr<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw wireFailure(outcome.failure);
}

/** What a caller learns of a bug: that there was one, and nothing of its inside. */
export const bugFailure = (act: string): Failure =>
  failure('bug', {
    thing: act,
    expected: 'to finish',
    received: 'an error inside the station',
    remedy: 'Try again; if it stays, restart the station and send its log to your supplier.',
  });

export const noSuchCapability = (asked: string): Failure =>
  failure('not_found', {
    thing: asked,
    expected: 'a capability of this station',
    remedy: 'See the page at /api/docs for all that can be asked.',
  });

export const cancelled = (act: string): Failure =>
  failure('cancelled', { thing: act, expected: 'the caller to wait for its end', remedy: 'Call again.' });
