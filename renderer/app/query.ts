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

interface Answer<T> {
  readonly data: T | null;
  readonly trouble: Trouble | null;
  /** The question that this answers: while it is an older one, the newer is on its way. */
  readonly asked: string;
}

/** Asks again whenever `key` changes or the station comes back, and keeps the last answer meanwhile. */
export function useQuery<T>(key: string, ask: Ask<T>): Query<T> {
  const client = useClient();
  const latest = useRef(ask);
  latest.current = ask;
  const [round, setRound] = useState(0);
  const asked = `${round} ${key}`;
  const [answer, setAnswer] = useState<Answer<T>>({ data: null, trouble: null, asked: '' });
  useEffect(() => {
    if (client === null) return;
    const stop = new AbortController();
    latest.current(client, stop.signal).then(
      (data) => {
        if (!stop.signal.aborted) setAnswer({ data, trouble: null, asked });
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setAnswer((before) => ({ data: before.data, trouble: troubleOf(error), asked }));
      },
    );
    return () => stop.abort();
  }, [client, asked]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  return { data: answer.data, trouble: answer.trouble, busy: answer.asked !== asked, reload };
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
