import { createContext, type ReactNode, use } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { EngineNews } from '../../preload/contract/handover.ts';
import type { Connection, LinkState } from './connection.ts';
import type { Live } from './live.ts';
import type { Toasts } from './toast-store.ts';
import type { Link, StationClient } from './transport.ts';

/** All that the pages share, made once by the entry and handed down. */
export interface Station {
  readonly connection: Connection;
  readonly live: StoreApi<Live>;
  readonly toasts: Toasts;
  readonly news: StoreApi<EngineNews | null>;
}

const Context = createContext<Station | null>(null);

export function StationProvider({
  station,
  children,
}: {
  readonly station: Station;
  readonly children: ReactNode;
}): ReactNode {
  return <Context value={station}>{children}</Context>;
}

export function useStation(): Station {
  const station = use(Context);
  if (station === null) throw new Error('Expected a StationProvider above, found none');
  return station;
}

export const useLinkState = (): LinkState => useStore(useStation().connection.state);
export const useLive = <T,>(select: (live: Live) => T): T => useStore(useStation().live, select);

export function useLink(): Link | null {
  const state = useLinkState();
  return state.kind === 'open' ? state.link : null;
}

export const useClient = (): StationClient | null => useLink()?.client ?? null;
