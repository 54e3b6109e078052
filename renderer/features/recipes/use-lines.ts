import { useEffect, useState } from 'react';
import type { LineState } from '../../../preload/contract/inspections.ts';
import { useClient } from '../../app/station.tsx';

const rejoinMs = 1_000;
const none: readonly LineState[] = [];

/** What every line does, as it changes; what was told last while the station is away. */
export function useLines(): readonly LineState[] {
  const client = useClient();
  const [lines, setLines] = useState(none);
  useEffect(() => {
    if (client === null) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = async (): Promise<void> => {
      for await (const told of await client.inspections.watchLines(undefined, { signal: stop.signal })) setLines(told);
    };
    const keep = (): void => {
      const again = (): void => {
        if (!stop.signal.aborted) timer = setTimeout(keep, rejoinMs);
      };
      follow().then(again, again);
    };
    keep();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [client]);
  return lines;
}
