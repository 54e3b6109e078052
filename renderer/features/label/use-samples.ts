import { useEffect, useMemo, useState } from 'react';
import { useClient } from '../../app/station.tsx';
import { SamplesAhead, type ShownSample } from './samples-ahead.ts';

/** The sample of the first hash, with the others fetched ahead of their turn. */
export function useSamples(hashes: readonly string[]): {
  readonly shown: ShownSample | null;
  readonly retry: () => void;
} {
  const client = useClient();
  const [, tell] = useState(0);
  const samples = useMemo(() => new SamplesAhead(() => tell((n) => n + 1)), []);
  const [round, setRound] = useState(0);
  // A new round asks again for the same samples.
  const wanted = [String(round), ...hashes].join(' ');
  useEffect(() => {
    if (client !== null) samples.want(client, wanted.split(' ').slice(1));
  }, [client, samples, wanted]);
  useEffect(() => () => samples.close(), [samples]);
  const [first] = hashes;
  return {
    shown: first === undefined ? null : samples.get(first),
    retry: () => {
      samples.retry();
      setRound((n) => n + 1);
    },
  };
}
