import { ORPCError } from '@orpc/client';
import { type FailureCode, failureDetail, failureStatus } from '../../preload/contract/failures.ts';

/** What a person is told when something did not work: what, and what now. `ended`: what was followed is told no more. */
export interface Trouble {
  readonly code: FailureCode | 'ended' | 'offline';
  readonly message: string;
  readonly remedy: string;
}

const isFailureCode = (code: string): code is FailureCode => Object.hasOwn(failureStatus, code);

/** Every error that a call can end in; whatever the contract does not know is a broken link. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof ORPCError && isFailureCode(error.code)) {
    const detail = failureDetail.safeParse(error.data);
    if (!detail.success) return { code: error.code, message: error.message, remedy: '' };
    const { thing, expected, received, remedy } = detail.data;
    return {
      code: error.code,
      message: `${thing}: expected ${expected}${received === undefined ? '' : `, got ${received}`}.`,
      remedy,
    };
  }
  if (error instanceof ORPCError) return { code: 'bug', message: error.message, remedy: '' };
  return { code: 'offline', message: '', remedy: '' };
}
