import { type ImplementerInternalWithMiddlewares, implement } from '@orpc/server';
import type { CapabilityMeta } from '../../../preload/contract/capability.ts';
import { type Contract, contract } from '../../../preload/contract/contract.ts';
import { type Failure, failure } from '../../domain/outcome.ts';
import { failureOf, wireFailure } from '../../serving/wire-failure.ts';
import type { Act, CallContext, Caller, Ledger } from './caller.ts';
import { isLive, liveIterator } from './live-iterator.ts';
import { bugFailure, cancelled } from './settle.ts';

function refusal(act: string, { roles }: CapabilityMeta, { role }: Caller): Failure | undefined {
  if (roles.includes(role)) return undefined;
  return failure('forbidden', {
    thing: act,
    expected: `a caller in the role ${roles.join(' or ')}`,
    received: role,
    remedy: 'Sign in with a link made for one of these roles.',
  });
}

/** An act that cannot be recorded is answered with why: nothing audited happens unseen. */
async function record(ledger: Ledger, entry: Act): Promise<void> {
  try {
    await ledger.recordAct(entry);
  } catch (error) {
    throw wireFailure(toFailure(error, entry.act, ledger, undefined));
  }
}

function toFailure(error: unknown, act: string, ledger: Ledger, signal: AbortSignal | undefined): Failure {
  const expected = failureOf(error);
  if (expected !== undefined) return expected;
  if (signal?.aborted) return cancelled(act);
  ledger.reportBug(error, act);
  return bugFailure(act);
}

/** Said by its name: written out it is longer than the compiler puts up with. */
type Procedures = ImplementerInternalWithMiddlewares<Contract, CallContext & Record<never, never>, CallContext>;

/**
 * Handlers are written as `procedures.<noun>.<verb>.handler(...)` and assembled with `procedures.router({...})`, which
 * does not compile while one is missing. Around each of them, in this one place: the role rule, the audit entry, and
 * the turning of whatever is thrown into a failure of the contract.
 */
export const procedures: Procedures = implement(contract)
  .$context<CallContext>()
  .use(async ({ context: { caller, ledger }, path, procedure, signal, next }) => {
    const act = path.join('.');
    const { meta, errorMap } = procedure['~orpc'];
    const close = async (outcome: Act['outcome']): Promise<void> => {
      if (meta.audited) await record(ledger, { ...caller, act, outcome });
    };
    const fail = async (error: unknown): Promise<Error> => {
      const failed = toFailure(error, act, ledger, signal);
      if (!Object.hasOwn(errorMap, failed.code) && failed.code !== 'cancelled') {
        ledger.reportBug(new Error(`Expected ${act} to declare the failure ${failed.code}`), act);
      }
      await close(failed.code);
      return wireFailure(failed);
    };
    const answer = async () => next();

    const refused = refusal(act, meta, caller);
    if (refused !== undefined) throw await fail(wireFailure(refused));
    const result = await answer().catch(async (error: unknown) => {
      throw await fail(error);
    });
    if (isLive(result.output)) {
      const ended = (end: 'ran out' | 'left'): Promise<void> => close(end === 'left' ? 'cancelled' : 'done');
      return { ...result, output: liveIterator(result.output, { signal, ended, failWith: fail }) };
    }
    await close('done');
    return result;
  });
