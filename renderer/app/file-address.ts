import { useEffect, useRef, useState } from 'react';
import { useClient } from './station.tsx';
import type { StationClient } from './transport.ts';

/** Shows a file under an address of the page's own once it is here; what comes back takes the address out of sight and gives it back. */
export function lendAddress(
  coming: Promise<Blob>,
  show: (address: string | null) => void,
  lost: () => void,
): () => void {
  let made: string | null = null;
  let left = false;
  coming.then(
    (file) => {
      if (left) return;
      made = URL.createObjectURL(file);
      show(made);
    },
    // It is gone meanwhile, or the station is.
    () => {
      if (!left) lost();
    },
  );
  return () => {
    left = true;
    if (made === null) return;
    show(null);
    URL.revokeObjectURL(made);
  };
}

type Fetch = (client: StationClient, signal: AbortSignal) => Promise<Blob>;

export interface FileAddress {
  /** For as long as it is shown; null until it is here, and where none is asked for. */
  readonly address: string | null;
  /** It cannot be had. */
  readonly isLost: boolean;
}

const nothing: FileAddress = { address: null, isLost: false };

/** Where a file of the station is within the page. */
export function useFileAddress(key: string, fetch: Fetch | null): FileAddress {
  const client = useClient();
  const latest = useRef(fetch);
  latest.current = fetch;
  const [known, setKnown] = useState(nothing);
  const wanted = fetch === null ? null : key;
  useEffect(() => {
    if (client === null || latest.current === null || wanted === null) return;
    const stop = new AbortController();
    const giveBack = lendAddress(
      latest.current(client, stop.signal),
      (address) => setKnown({ address, isLost: false }),
      () => setKnown({ address: null, isLost: true }),
    );
    return () => {
      stop.abort();
      giveBack();
      setKnown(nothing);
    };
  }, [client, wanted]);
  return known;
}
