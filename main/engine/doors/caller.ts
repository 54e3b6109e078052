import type { Role } from '../../../preload/contract/capability.ts';

export type Door = 'port' | 'websocket' | 'rest' | 'cli';

/** Who calls, as the door established it; never taken from what the caller says of itself. */
export interface Caller {
  readonly role: Role;
  readonly door: Door;
}

/** What every handler is given beside its input. */
export interface CallContext {
  readonly caller: Caller;
}
