import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StandingAlerts } from '../../preload/contract/alerts.ts';
import { contract } from '../../preload/contract/contract.ts';
import type { LineState } from '../../preload/contract/inspections.ts';
import type { StationHealth, StationInfo } from '../../preload/contract/station.ts';
import type { Connection } from './connection.ts';
import { mayCall } from './may.ts';
import type { Link } from './transport.ts';
import { type Trouble, troubleOf } from './trouble.ts';

/** What every seat shows live. It keeps its last value while the station is away: the frame around says that it is old. */
export interface Live {
  readonly info: StationInfo | null;
  readonly health: StationHealth | null;
  readonly line: LineState | null;
  readonly alerts: StandingAlerts | null;
}

export interface LivePace {
  readonly askEveryMs: number;
  /** A station that does not answer for so long is away, even where its link still stands: a network can fall silent. */
  readonly answerWithinMs: number;
  readonly rejoinMs: number;
}

const usualPace: LivePace = { askEveryMs: 3_000, answerWithinMs: 8_000, rejoinMs: 1_000 };

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

type Follow = (link: Link, signal: AbortSignal) => Promise<void>;

/** Follows until the link is gone, which ends every call by itself: there is nobody left to be told that it was given up. A feed that fails while the link stands is told of, and joined again. */
async function keepFollowing(
  follow: Follow,
  link: Link,
  signal: AbortSignal,
  rejoinMs: number,
  failed: (trouble: Trouble) => void,
): Promise<void> {
  while (!signal.aborted) {
    await follow(link, signal).catch((error: unknown) => {
      if (!signal.aborted) failed(troubleOf(error));
    });
    await pause(rejoinMs, signal);
  }
}

export function followStation(
  connection: Connection,
  failed: (trouble: Trouble) => void,
  { askEveryMs, answerWithinMs, rejoinMs }: LivePace = usualPace,
): StoreApi<Live> {
  const live = createStore<Live>(() => ({ info: null, health: null, line: null, alerts: null }));
  const keep = (part: Partial<Live>): void => {
    connection.seen();
    live.setState(part);
  };
  const feeds: readonly Follow[] = [
    async (link, signal) => {
      while (!signal.aborted) {
        const silence = setTimeout(() => link.close(), answerWithinMs);
        try {
          keep({ info: await link.client.station.get() });
        } finally {
          clearTimeout(silence);
        }
        await pause(askEveryMs, signal);
      }
    },
    async ({ client }) => {
      for await (const health of await client.station.watch()) keep({ health });
    },
    async ({ client }) => {
      for await (const line of await client.inspections.watch()) keep({ line });
    },
    async ({ client }) => {
      const role = live.getState().info?.role;
      // Joined again until the role is known; a role that may not see alerts never asks for them.
      if (role === undefined || !mayCall(contract.alerts.watch, role)) return;
      for await (const alerts of await client.alerts.watch()) keep({ alerts });
    },
  ];
  const join = (): void => {
    const state = connection.state.getState();
    if (state.kind !== 'open') return;
    const stop = new AbortController();
    for (const feed of feeds) void keepFollowing(feed, state.link, stop.signal, rejoinMs, failed);
    void state.link.closed.then(() => stop.abort());
  };
  connection.state.subscribe(join);
  join();
  return live;
}
