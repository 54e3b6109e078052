import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import { storageNote } from './line/line-ledger.ts';

export interface WatchStoreOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly everyMs: number;
  readonly say: (state: 'ready' | 'degraded', note: string) => void;
}

/** Tells while rows cannot be stored, and when they can again. */
export function watchStore({ store, clock, everyMs, say }: WatchStoreOptions): { stop(): void } {
  let cancel: () => void = () => {};
  const look = (): void => {
    const note = storageNote(store.pressure);
    say(store.pressure.trouble === null ? 'ready' : 'degraded', note);
    cancel = clock.after(everyMs, look);
  };
  look();
  return { stop: () => cancel() };
}
