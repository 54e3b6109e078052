import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Inspection } from '../../../preload/contract/inspections.ts';
import { verdicts } from '../../../preload/contract/values.ts';
import { useClient } from '../../app/station.tsx';
import { type Trouble, troubleOf } from '../../app/trouble.ts';

interface Loaded {
  readonly rows: readonly Inspection[];
  readonly next: number | null;
  readonly done: boolean;
}

export interface Parts {
  readonly rows: readonly Inspection[];
  readonly done: boolean;
  readonly trouble: Trouble | null;
  readonly more: () => void;
  readonly reload: () => void;
}

const nothing: Loaded = { rows: [], next: null, done: false };
const pageRows = 100;

/** Parts, newest first, a page further each time the end comes near. */
export function useParts(verdict: string): Parts {
  const client = useClient();
  const [loaded, setLoaded] = useState(nothing);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const asking = useRef(false);
  const wanted = verdicts.find((known) => known === verdict);

  const load = useCallback(
    async (before: number | null, signal?: AbortSignal) => {
      if (client === null || asking.current) return;
      asking.current = true;
      const input = {
        limit: pageRows,
        ...(before === null ? {} : { before }),
        ...(wanted === undefined ? {} : { verdict: wanted }),
      };
      try {
        const page = await client.inspections.list(input, signal === undefined ? {} : { signal });
        if (signal?.aborted === true) return;
        setLoaded((old) => ({
          rows: before === null ? page.rows : [...old.rows, ...page.rows],
          next: page.next,
          done: page.next === null,
        }));
        setTrouble(null);
      } catch (error) {
        if (signal?.aborted !== true) setTrouble(troubleOf(error));
      } finally {
        asking.current = false;
      }
    },
    [client, wanted],
  );
  useEffect(() => {
    const stop = new AbortController();
    setLoaded(nothing);
    asking.current = false;
    void load(null, stop.signal);
    return () => stop.abort();
  }, [load]);
  return useMemo(
    () => ({
      rows: loaded.rows,
      done: loaded.done,
      trouble,
      more: () => {
        if (loaded.next !== null) void load(loaded.next);
      },
      reload: () => void load(null),
    }),
    [loaded, trouble, load],
  );
}
