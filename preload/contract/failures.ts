import { z } from 'zod';

/** What every failure tells: the thing, what was expected, what came, and what to do now. */
export const failureDetail = z.object({
  thing: z.string(),
  expected: z.string(),
  received: z.string().optional(),
  remedy: z.string(),
});
export type FailureDetail = z.infer<typeof failureDetail>;

/** Every code that may cross a door, with the HTTP status it takes on the REST door. */
export const failureStatus = {
  bad_input: 400,
  unauthorised: 401,
  forbidden: 403,
  not_found: 404,
  already_exists: 409,
  wrong_state: 409,
  source_unreachable: 422,
  model_refused: 422,
  hash_mismatch: 422,
  unreachable: 502,
  cancelled: 499,
  worker_exited: 503,
  overloaded: 503,
  read_only: 503,
  deadline_exceeded: 504,
  disk_full: 507,
  bug: 500,
} as const satisfies Record<string, number>;
export type FailureCode = keyof typeof failureStatus;

type FailureMap<C extends FailureCode> = {
  [K in C]: { status: (typeof failureStatus)[K]; data: typeof failureDetail };
};

/** The error map of a capability, picked from the one table above. */
export function failures<const C extends FailureCode>(...codes: readonly C[]): FailureMap<C> {
  const entries = codes.map((code) => [code, { status: failureStatus[code], data: failureDetail }]);
  return Object.fromEntries(entries) as FailureMap<C>;
}
