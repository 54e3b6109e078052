import { useEffect, useState } from 'react';
import type { SyncStatus } from '../../../preload/contract/sync-status.ts';
import { useClient } from '../../app/station.tsx';
import type { StationClient } from '../../app/transport.ts';
import { type Trouble, troubleOf } from '../../app/trouble.ts';

interface Following {
  readonly status: SyncStatus | null;
  readonly trouble: Trouble | null;
}

/** How sync stands as it changes; the last of it stays while the station is away. */
export function useSync(): Following {
  const client = useClient();
  const [following, setFollowing] = useState<Following>({ status: null, trouble: null });
  useEffect(() => {
    if (client === null) return;
    const stop = new AbortController();
    const told = (next: Partial<Following>): void => {
      if (!stop.signal.aborted) setFollowing((before) => ({ ...before, ...next }));
    };
    follow(client, stop.signal, (status) => told({ status, trouble: null })).catch((error: unknown) =>
      told({ trouble: troubleOf(error) }),
    );
    return () => stop.abort();
  }, [client]);
  return following;
}

async function follow(client: StationClient, signal: AbortSignal, tell: (status: SyncStatus) => void): Promise<void> {
  for await (const status of await client.sync.watch(undefined, { signal })) tell(status);
}
