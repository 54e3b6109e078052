import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from './station.tsx';
import type { StationClient } from './transport.ts';
import { type Trouble, troubleOf } from './trouble.ts';

export interface Query<T> {
  readonly data: T | null;
  readonly trouble: Trouble | null;
  readonly busy: boolean;
  readonly reload: () => void;
}

type Ask<T> = (client: StationClient, signal: AbortSignal) => Promise<T>;

/** Asks again whenever `key` changes or the station comes back, and keeps the last answer meanwhile. */
export function useQuery<T>(key: string, ask: Ask<T>): Query<T> {
  const client = useClient();
  const latest = useRef(ask);
  latest.current = ask;
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{ data: T | null; trouble: Trouble | null; busy: boolean }>({ data: null, trouble: null, busy: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: key and round are what a new answer hangs on
  useEffect(() => {
    if (client === null) return;
    const stop = new AbortController();
    setState((before) => ({ ...before, busy: true }));
    latest.current(client, stop.signal).then(
      (data) => {
        if (!stop.signal.aborted) setState({ data, trouble: null, busy: false });
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setState((before) => ({ ...before, trouble: troubleOf(error), busy: false }));
      },
    );
    return () => stop.abort();
  }, [client, key, round]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  return { ...state, reload };
}

export interface Action<I, T> {
  readonly run: (input: I) => Promise<T | null>;
  readonly busy: boolean;
  readonly trouble: Trouble | null;
  readonly clear: () => void;
}

/** One act at a time: a second press while the first is on its way does nothing. */
export function useAction<I, T>(act: (client: StationClient, input: I) => Promise<T>): Action<I, T> {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const running = useRef(false);
  const run = async (input: I): Promise<T | null> => {
    if (running.current) return null;
    if (client === null) {
      setTrouble({ code: 'offline', message: '', remedy: '' });
      return null;
    }
    running.current = true;
    setBusy(true);
    setTrouble(null);
    try {
      return await act(client, input);
    } catch (error) {
      setTrouble(troubleOf(error));
      return null;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { run, busy, trouble, clear: () => setTrouble(null) };
}
