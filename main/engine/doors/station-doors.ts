import type { ContractRouterClient } from '@orpc/contract';
import type { Router } from '@orpc/server';
import type { StandardHandlerInterceptorOptions } from '@orpc/server/standard';
import type { Contract } from '../../../preload/contract/contract.ts';
import { failureOf, unreadable, wireFailure } from '../../serving/wire-failure.ts';
import type { CallContext, Ledger } from './caller.ts';
import type { FrameFeed } from './frame-feed.ts';
import { bugFailure, noSuchCapability } from './settle.ts';

export type StationRouter = Router<Contract, CallContext>;
export type StationClient = ContractRouterClient<Contract>;

/** What every door opens onto; made once by the composition root. */
export interface StationDoors {
  readonly router: StationRouter;
  readonly ledger: Ledger;
  readonly frames: FrameFeed;
}

type Handled = Promise<{ matched: boolean }>;
type Intercepted<R extends Handled> = StandardHandlerInterceptorOptions<CallContext> & { next(): R };

/** Gives what fails before any capability is reached, a malformed or an unknown call, the contract's form too. */
export async function keepForm<R extends Handled>({ request, context, next }: Intercepted<R>): Promise<Awaited<R>> {
  const asked = request.url.pathname;
  const result = await Promise.resolve(next()).catch((error: unknown) => {
    const failed = failureOf(error);
    if (failed !== undefined) throw wireFailure(failed);
    if (error instanceof SyntaxError || error instanceof TypeError) throw wireFailure(unreadable(asked));
    context.ledger.reportBug(error, asked);
    throw wireFailure(bugFailure(asked));
  });
  if (!result.matched) throw wireFailure(noSuchCapability(asked));
  return result;
}
