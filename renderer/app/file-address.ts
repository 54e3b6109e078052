import { useEffect, useRef, useState } from 'react';
import { useClient } from './station.tsx';
import type { StationClient } from './transport.ts';

/** Shows a file under an address of the page's own once it is here; what comes back takes the address out of sight and gives it back. */
export function lendAddress(coming: Promise<Blob>, show: (address: string | null) => void): () => void {
  let made: string | null = null;
  let left = false;
  coming.then(
    (file) => {
      if (left) return;
      made = URL.createObjectURL(file);
      show(made);
    },
    // It is gone meanwhile, or the station is: its place says so by staying empty.
    () => undefined,
  );
  return () => {
    left = true;
    if (made === null) return;
    show(null);
    URL.revokeObjectURL(made);
  };
}

type Fetch = (client: StationClient, signal: AbortSignal) => Promise<Blob>;

/** The address of a file of the station for as long as it is shown; null until it is here, and where none is asked for. */
export function useFileAddress(key: string, fetch: Fetch | null): string | null {
  const client = useClient();
  const latest = useRef(fetch);
  latest.current = fetch;
  const [address, setAddress] = useState<string | null>(null);
  const wanted = fetch === null ? null : key;
  useEffect(() => {
    if (client === null || latest.current === null || wanted === null) return;
    const stop = new AbortController();
    const giveBack = lendAddress(latest.current(client, stop.signal), setAddress);
    return () => {
      stop.abort();
      giveBack();
    };
  }, [client, wanted]);
  return address;
}
