import { useCallback, useEffect, useState } from 'react';
import type { TeachState } from '../../../preload/contract/teach.ts';
import { useClient } from '../../app/station.tsx';
import type { StationClient } from '../../app/transport.ts';
import { type Trouble, troubleOf } from '../../app/trouble.ts';

const rejoinMs = 1_000;

export interface Teach {
  /** Null until the station has told. */
  readonly state: TeachState | null;
  readonly unread: Trouble | null;
  /** What an act was answered with, so that the page need not wait for it to be told. */
  readonly put: (state: TeachState) => void;
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

async function follow(client: StationClient, signal: AbortSignal, told: (state: TeachState) => void): Promise<void> {
  for await (const state of await client.teach.watch(undefined, { signal })) told(state);
}

/** What is being taught, as it changes; it is asked for again when the station comes back. */
export function useTeach(): Teach {
  const client = useClient();
  const [state, setState] = useState<TeachState | null>(null);
  const [unread, setUnread] = useState<Trouble | null>(null);
  const put = useCallback((told: TeachState) => {
    setUnread(null);
    setState(told);
  }, []);
  useEffect(() => {
    if (client === null) return;
    const stop = new AbortController();
    const { signal } = stop;
    const keep = async (): Promise<void> => {
      while (!signal.aborted) {
        await follow(client, signal, put).catch((error: unknown) => {
          if (!signal.aborted) setUnread(troubleOf(error));
        });
        await pause(rejoinMs, signal);
      }
    };
    void keep();
    return () => stop.abort();
  }, [client, put]);
  return { state, unread, put };
}
