import { implement } from '@orpc/server';
import { type Failure, failure, type Outcome } from '../../../main/domain/outcome.ts';
import { failureOf, wireFailure } from '../../../main/serving/wire-failure.ts';
import type { CapabilityMeta, Role } from '../../../preload/contract/capability.ts';
import { cloudContract } from '../../../preload/contract/cloud.ts';
import type { FailureCode } from '../../../preload/contract/failures.ts';
import { sqlFailure } from '../database/sql-failure.ts';

/** Where calls leave their traces; handed in by the composition root. */
export interface Ledger {
  recordAct(act: { readonly role: Role; readonly act: string; readonly outcome: 'done' | FailureCode }): Promise<void>;
  reportBug(error: unknown, act: string): void;
}

export interface CallContext {
  readonly role: Role;
  readonly ledger: Ledger;
}

/** What a caller learns of a bug: that there was one, and nothing of its inside. */
export const bugFailure = (act: string): Failure =>
  failure('bug', {
    thing: act,
    expected: 'to finish',
    received: 'an error inside the endpoint',
    remedy: 'Try again; if it stays, send the log of the endpoint to your supplier.',
  });

/** The expected failure behind an error, whichever door it came to; a bug is reported and told as such. */
export function settle(error: unknown, act: string, ledger: Ledger): Failure {
  const expected = failureOf(error) ?? sqlFailure(error);
  if (expected !== undefined) return expected;
  ledger.reportBug(error, act);
  return bugFailure(act);
}

/** By this a handler answers with an outcome: its value is returned, its failure thrown in the contract's form. */
export function valueOr<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw wireFailure(outcome.failure);
}

function refusal(act: string, { roles }: CapabilityMeta, role: Role): Failure | undefined {
  if (roles.includes(role)) return undefined;
  const remedy = 'Call with a key that gives one of these roles.';
  return failure('forbidden', {
    thing: act,
    expected: `a caller in the role ${roles.join(' or ')}`,
    received: role,
    remedy,
  });
}

/** Around each handler: the role rule, the audit entry, and the contract's form for whatever is thrown. */
export const procedures = implement(cloudContract)
  .$context<CallContext>()
  .use(async ({ context: { role, ledger }, path, procedure, next }) => {
    const act = path.join('.');
    const { meta } = procedure['~orpc'];
    const record = async (outcome: 'done' | FailureCode): Promise<void> => {
      if (meta.audited) await ledger.recordAct({ role, act, outcome });
    };
    const answer = async () => {
      const refused = refusal(act, meta, role);
      if (refused !== undefined) throw wireFailure(refused);
      const result = await next();
      await record('done');
      return result;
    };
    return answer().catch(async (error: unknown) => {
      const failed = settle(error, act, ledger);
      // A database that is gone cannot take the entry either; the caller is told of the failure itself.
      await record(failed.code).catch(() => undefined);
      throw wireFailure(failed);
    });
  });
