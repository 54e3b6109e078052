import { useEffect, useState } from 'react';
import type { Batch } from '../../../preload/contract/batch.ts';
import { useClient } from '../../app/station.tsx';
import { type Trouble, troubleOf } from '../../app/trouble.ts';

const rejoinMs = 1_000;

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** All batches as they go on; the last that was told stays while the station is away. */
export function useBatches(): { readonly batches: readonly Batch[] | null; readonly unread: Trouble | null } {
  const client = useClient();
  const [batches, setBatches] = useState<readonly Batch[] | null>(null);
  const [unread, setUnread] = useState<Trouble | null>(null);
  useEffect(() => {
    if (client === null) return;
    const stop = new AbortController();
    const { signal } = stop;
    const follow = async (): Promise<void> => {
      for await (const all of await client.batch.watch(undefined, { signal })) {
        setBatches(all);
        setUnread(null);
      }
    };
    const keep = async (): Promise<void> => {
      while (!signal.aborted) {
        await follow().catch((error: unknown) => {
          if (!signal.aborted) setUnread(troubleOf(error));
        });
        await pause(rejoinMs, signal);
      }
    };
    void keep();
    return () => stop.abort();
  }, [client]);
  return { batches, unread };
}
