import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import type { Ledger } from './doors/caller.ts';
import { valueOr } from './doors/settle.ts';
import { describeBug, type Log } from './log.ts';

/** Acts go to the hash-chained audit log before they are answered; bugs go to the station's log. */
export const createLedger = (store: Store, clock: Clock, log: Log): Ledger => ({
  recordAct: async ({ role, door, act, outcome }) => {
    valueOr(await store.call('audit.append', { at: clock.wallMs(), role, door, act, outcome }));
  },
  reportBug: (error, act) => log.error({ act, bug: describeBug(error) }, 'a bug in a handler'),
});
