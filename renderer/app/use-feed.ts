import { useCallback, useEffect, useRef, useState } from 'react';
import { followFeed } from './feed.ts';
import { useClient } from './station.tsx';
import type { StationClient } from './transport.ts';
import type { Trouble } from './trouble.ts';

type Join<T> = (client: StationClient, signal: AbortSignal) => Promise<AsyncIterable<T>>;

/** Hears a feed of the station for as long as the component is there. What comes back says why it is behind; null while it is not. */
export function useFollowing<T>(join: Join<T>, told: (value: T) => void): Trouble | null {
  const client = useClient();
  const latest = useRef({ join, told });
  latest.current = { join, told };
  const [behind, setBehind] = useState<Trouble | null>(null);
  useEffect(() => {
    if (client === null) return;
    const stop = new AbortController();
    const { signal } = stop;
    const hear = (value: T): void => {
      setBehind(null);
      latest.current.told(value);
    };
    void followFeed(() => latest.current.join(client, signal), hear, { signal, behind: setBehind });
    return () => stop.abort();
  }, [client]);
  return behind;
}

export interface Feed<T> {
  /** What was told last; it stays while the station is away. Null until the first of it. */
  readonly value: T | null;
  /** Why the value may be old; null while the feed is heard. */
  readonly behind: Trouble | null;
  /** What an act was answered with, so that the page need not wait for it to be told. */
  readonly put: (value: T) => void;
}

/** The newest that a feed told. */
export function useFeed<T>(join: Join<T>): Feed<T> {
  const [value, setValue] = useState<{ readonly told: T } | null>(null);
  const put = useCallback((told: T) => setValue({ told }), []);
  const behind = useFollowing(join, put);
  return { value: value === null ? null : value.told, behind, put };
}
