import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StandingAlerts } from '../../preload/contract/alerts.ts';
import { contract } from '../../preload/contract/contract.ts';
import type { LineState } from '../../preload/contract/inspections.ts';
import type { StationHealth, StationInfo } from '../../preload/contract/station.ts';
import type { Connection } from './connection.ts';
import { mayCall } from './may.ts';
import type { StationClient } from './transport.ts';

/** What every seat shows live. It keeps its last value while the station is away: the frame around says that it is old. */
export interface Live {
  readonly info: StationInfo | null;
  readonly health: StationHealth | null;
  readonly line: LineState | null;
  readonly alerts: StandingAlerts | null;
}

const infoEveryMs = 3_000;
const rejoinMs = 1_000;

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

type Follow = (client: StationClient, signal: AbortSignal) => Promise<void>;

/** Follows until the link is gone; a feed that ends or fails while the link stands is joined again. */
async function keepFollowing(follow: Follow, client: StationClient, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await follow(client, signal).catch(() => {});
    await pause(rejoinMs, signal);
  }
}

export function followStation(connection: Connection): StoreApi<Live> {
  const live = createStore<Live>(() => ({ info: null, health: null, line: null, alerts: null }));
  const keep = (part: Partial<Live>): void => {
    connection.seen();
    live.setState(part);
  };
  const feeds: readonly Follow[] = [
    async (client, signal) => {
      for (;;) {
        keep({ info: await client.station.get(undefined, { signal }) });
        await pause(infoEveryMs, signal);
        if (signal.aborted) return;
      }
    },
    async (client, signal) => {
      for await (const health of await client.station.watch(undefined, { signal })) keep({ health });
    },
    async (client, signal) => {
      for await (const line of await client.inspections.watch(undefined, { signal })) keep({ line });
    },
    async (client, signal) => {
      const role = live.getState().info?.role;
      // Joined again until the role is known; a role that may not see alerts never asks for them.
      if (role === undefined || !mayCall(contract.alerts.watch, role)) return;
      for await (const alerts of await client.alerts.watch(undefined, { signal })) keep({ alerts });
    },
  ];
  const join = (): void => {
    const state = connection.state.getState();
    if (state.kind !== 'open') return;
    const stop = new AbortController();
    for (const feed of feeds) void keepFollowing(feed, state.link.client, stop.signal);
    void state.link.closed.then(() => stop.abort());
  };
  connection.state.subscribe(join);
  join();
  return live;
}
