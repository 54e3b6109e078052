import type { FailureCode, FailureDetail } from '../../preload/contract/failures.ts';

/** An expected way to fail. Plain data, so that it crosses threads, processes and doors unchanged. */
export interface Failure extends FailureDetail {
  readonly code: FailureCode;
  readonly message: string;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export const succeed = <T>(value: T): Outcome<T> => ({ ok: true, value });

/** One clear sentence and its remedy, from the same four facts that machines read. */
export function failure(code: FailureCode, detail: FailureDetail): Failure {
  const got = detail.received === undefined ? '' : `, got ${detail.received}`;
  return { code, message: `${detail.thing}: expected ${detail.expected}${got}. ${detail.remedy}`, ...detail };
}

export const fail = (code: FailureCode, detail: FailureDetail): Outcome<never> => ({
  ok: false,
  failure: failure(code, detail),
});
