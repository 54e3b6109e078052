import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StandingAlerts } from '../../preload/contract/alerts.ts';
import { contract } from '../../preload/contract/contract.ts';
import type { LineState } from '../../preload/contract/inspections.ts';
import type { StationHealth, StationInfo } from '../../preload/contract/station.ts';
import type { SourceId } from '../../preload/contract/values.ts';
import type { BackOff } from './back-off.ts';
import type { Connection } from './connection.ts';
import { keepFollowing, usualRejoin } from './feed.ts';
import { mayCall } from './may.ts';
import { pause } from './pause.ts';
import type { Link } from './transport.ts';
import type { Trouble } from './trouble.ts';

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
  readonly rejoin: BackOff;
}

const usualPace: LivePace = { askEveryMs: 3_000, answerWithinMs: 8_000, rejoin: usualRejoin };

type Keep = (part: Partial<Live>) => void;
type Follow = (link: Link, signal: AbortSignal, keep: Keep) => Promise<void>;

export function followStation(
  connection: Connection,
  failed: (trouble: Trouble) => void,
  { askEveryMs, answerWithinMs, rejoin }: LivePace = usualPace,
): StoreApi<Live> {
  const live = createStore<Live>(() => ({
    info: null,
    health: null,
    line: null,
    lines: [],
    looked: null,
    alerts: null,
  }));
  const feeds: readonly Follow[] = [
    async (link, signal, keep) => {
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
    async ({ client }, _, keep) => {
      for await (const health of await client.station.watch()) keep({ health });
    },
    async ({ client }, signal, keep) => {
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
    async ({ client }, _, keep) => {
      for await (const lines of await client.inspections.watchLines()) keep({ lines });
    },
    async ({ client }, _, keep) => {
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
    const { signal } = stop;
    // The link takes every call with it when it goes: there is nobody left then to be told that one was given up.
    for (const feed of feeds) {
      const follow = (heard: () => void): Promise<void> =>
        feed(state.link, signal, (part) => {
          heard();
          connection.seen();
          live.setState(part);
        });
      void keepFollowing(follow, { signal, behind: failed, rejoin });
    }
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
