import { createStore, type StoreApi } from 'zustand/vanilla';
import { backOffMs } from './back-off.ts';
import type { Link, Transport } from './transport.ts';

export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open'; readonly link: Link }
  | { readonly kind: 'lost'; readonly lastSeenAt: number | null }
  | { readonly kind: 'refused' };

export interface Connection {
  readonly state: StoreApi<LinkState>;
  /** Told by whatever hears from the station, so that "last seen" is true when it falls silent. */
  readonly seen: () => void;
  readonly tryNow: () => void;
  readonly close: () => void;
}

export interface ConnectionParts {
  readonly transport: Transport;
  readonly now: () => number;
  readonly random: () => number;
  readonly firstMs?: number;
  readonly mostMs?: number;
}

/** Keeps one link open for as long as the page lives; each loss is followed by tries that never end. */
export function openConnection({ transport, now, random, firstMs = 300, mostMs = 5_000 }: ConnectionParts): Connection {
  const state = createStore<LinkState>(() => ({ kind: 'connecting' }));
  const stop = new AbortController();
  let lastSeenAt: number | null = null;
  let wake: () => void = () => {};

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const keepOpen = async (): Promise<void> => {
    for (let attempt = 0; !stop.signal.aborted; ) {
      const opening = await transport.open(stop.signal);
      if (opening.kind === 'open') {
        attempt = 0;
        lastSeenAt = now();
        state.setState({ kind: 'open', link: opening.link }, true);
        await opening.link.closed;
      }
      if (stop.signal.aborted) return;
      state.setState(opening.kind === 'refused' ? { kind: 'refused' } : { kind: 'lost', lastSeenAt }, true);
      await pause(backOffMs(attempt++, { firstMs, mostMs }, random));
    }
  };
  void keepOpen();

  return {
    state,
    seen: () => {
      lastSeenAt = now();
    },
    tryNow: () => wake(),
    close: () => {
      stop.abort();
      wake();
      const current = state.getState();
      if (current.kind === 'open') current.link.close();
    },
  };
}
