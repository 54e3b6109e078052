import { ORPCError, ValidationError } from '@orpc/server';
import { type FailureCode, type FailureDetail, failureDetail, failureStatus } from '../../preload/contract/failures.ts';
import { type Failure, failure } from '../domain/outcome.ts';
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

/** What a framework refuses before any capability sees it; undefined for its bugs. */
export function refusedByServer(error: unknown, asked: string, bodyMost: string): Failure | undefined {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  if (typeof status !== 'number' || status >= 500) return undefined;
  if (status !== 413) return unreadable(asked);
  return failure('bad_input', {
    thing: asked,
    expected: `a body of at most ${bodyMost}`,
    received: 'a larger one',
    remedy: 'Send less at once.',
  });
}
