import type { Role } from '../../../preload/contract/capability.ts';
import type { FailureCode } from '../../../preload/contract/failures.ts';

export type Door = 'port' | 'websocket' | 'rest' | 'cli';

/** Who calls, as the door established it; never taken from what the caller says of itself. */
export interface Caller {
  readonly role: Role;
  readonly door: Door;
}

/** One call of an audited capability and how it ended. */
export interface Act extends Caller {
  /** The capability, e.g. 'sources.add'. */
  readonly act: string;
  readonly outcome: 'done' | FailureCode;
}

/** Where calls leave their traces; handed in by the composition root. */
export interface Ledger {
  /** The call is answered only after its act was recorded. */
  recordAct(act: Act): void | Promise<void>;
  reportBug(error: unknown, act: string): void;
}

/** What every handler is given beside its input. */
export interface CallContext {
  readonly caller: Caller;
  readonly ledger: Ledger;
}
