import { ORPCError, ValidationError } from '@orpc/server';
import {
  type FailureCode,
  type FailureDetail,
  failureDetail,
  failureStatus,
} from '../../../preload/contract/failures.ts';
import { type Failure, failure, type Outcome } from '../../domain/outcome.ts';
import { describeIssue } from './bad-input.ts';

/** A failure in the form in which it crosses every door. */
export function wireFailure({ code, message, ...detail }: Failure): ORPCError<FailureCode, FailureDetail> {
  return new ORPCError(code, {
    defined: true,
    status: failureStatus[code],
    message,
    data: failureDetail.parse(detail),
  });
}

/** By this a handler answers with an outcome: its value is returned, its failure thrown in the contract's form. */
export function valueOr<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw wireFailure(outcome.failure);
}

const isFailureCode = (code: string): code is FailureCode => Object.hasOwn(failureStatus, code);

/** The failure that an error stands for, where it stands for an expected one; undefined for a bug. */
export function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof ORPCError)) return undefined;
  const detail = failureDetail.safeParse(error.data);
  if (isFailureCode(error.code) && detail.success) return { code: error.code, message: error.message, ...detail.data };
  if (error.code === 'BAD_REQUEST') return badInput(error.cause);
  return undefined;
}

function badInput(cause: unknown): Failure {
  if (cause instanceof ValidationError && cause.issues[0] !== undefined) {
    return failure('bad_input', describeIssue(cause.issues[0], cause.data));
  }
  return unreadable('input');
}

export const unreadable = (thing: string): Failure =>
  failure('bad_input', {
    thing,
    expected: 'a well-formed request',
    remedy: 'Send the input as the page at /api/docs describes it.',
  });

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
