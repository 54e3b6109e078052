import { useEffect, useState } from 'react';
import type { OutputState } from '../../../preload/contract/outputs.ts';
import { useClient } from '../../app/station.tsx';
import type { StationClient } from '../../app/transport.ts';
import { type Trouble, troubleOf } from '../../app/trouble.ts';

interface Following {
  readonly states: readonly OutputState[] | null;
  readonly trouble: Trouble | null;
}

/** How each output does, as it changes; the last of it stays while the station is away. */
export function useOutputStates(): Following {
  const client = useClient();
  const [following, setFollowing] = useState<Following>({ states: null, trouble: null });
  useEffect(() => {
    if (client === null) return;
    const stop = new AbortController();
    const told = (next: Partial<Following>): void => {
      if (!stop.signal.aborted) setFollowing((before) => ({ ...before, ...next }));
    };
    follow(client, stop.signal, (states) => told({ states, trouble: null })).catch((error: unknown) =>
      told({ trouble: troubleOf(error) }),
    );
    return () => stop.abort();
  }, [client]);
  return following;
}

async function follow(
  client: StationClient,
  signal: AbortSignal,
  tell: (states: readonly OutputState[]) => void,
): Promise<void> {
  for await (const states of await client.outputs.watch(undefined, { signal })) tell(states);
}
