import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StandingAlerts } from '../../preload/contract/alerts.ts';
import { contract } from '../../preload/contract/contract.ts';
import type { LineState } from '../../preload/contract/inspections.ts';
import type { StationHealth, StationInfo } from '../../preload/contract/station.ts';
import type { SourceId } from '../../preload/contract/values.ts';
import type { Connection } from './connection.ts';
import { mayCall } from './may.ts';
import type { Link } from './transport.ts';
import { type Trouble, troubleOf } from './trouble.ts';

/** What every seat shows live. It keeps its last value while the station is away: the frame around says that it is old. */
export interface Live {
  readonly info: StationInfo | null;
  readonly health: StationHealth | null;
  /** Of the source that is looked at; of the one started last where none is. Null until it was told. */
  readonly line: LineState | null;
  /** Every line that is known, in the order of their starts. */
  readonly lines: readonly LineState[];
  /** The source whose line this screen looks at; set through `lookAt`. */
  readonly looked: SourceId | null;
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
  const live = createStore<Live>(() => ({
    info: null,
    health: null,
    line: null,
    lines: [],
    looked: null,
    alerts: null,
  }));
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
    async ({ client }, signal) => {
      while (!signal.aborted) {
        const { looked } = live.getState();
        const turn = new AbortController();
        const unheard = live.subscribe((now) => now.looked !== looked && turn.abort());
        const wish = looked === null ? {} : { sourceId: looked };
        try {
          for await (const line of await client.inspections.watch(wish, { signal: turn.signal })) {
            if (turn.signal.aborted) break;
            keep({ line });
          }
        } catch (error) {
          if (!turn.signal.aborted) throw error;
        } finally {
          unheard();
        }
        // Ended by the station and not by a look elsewhere: joined again after a pause.
        if (!turn.signal.aborted) return;
      }
    },
    async ({ client }) => {
      for await (const lines of await client.inspections.watchLines()) keep({ lines });
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

/** Turns this screen to the line of another source; null is the one started last. What is known of another line is not shown as its own. */
export function lookAt(live: StoreApi<Live>, source: SourceId | null): void {
  const { looked, line, lines } = live.getState();
  if (looked === source) return;
  const isSame = source === null || line?.sourceId === source;
  live.setState({
    looked: source,
    line: isSame ? line : (lines.find(({ sourceId }) => sourceId === source) ?? null),
  });
}
