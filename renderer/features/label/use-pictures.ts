import { useEffect, useMemo, useState } from 'react';
import { useClient } from '../../app/station.tsx';
import { type SamplePicture, SamplePictures } from './sample-pictures.ts';

/** The picture of the first hash, with the others fetched ahead of their turn. */
export function usePictures(hashes: readonly string[]): {
  readonly shown: SamplePicture | null;
  readonly retry: () => void;
} {
  const client = useClient();
  const [, tell] = useState(0);
  const pictures = useMemo(() => new SamplePictures(() => tell((n) => n + 1)), []);
  const [round, setRound] = useState(0);
  // A new round asks again for the same pictures.
  const wanted = [String(round), ...hashes].join(' ');
  useEffect(() => {
    if (client !== null) pictures.want(client, wanted.split(' ').slice(1));
  }, [client, pictures, wanted]);
  useEffect(() => () => pictures.close(), [pictures]);
  const [first] = hashes;
  return {
    shown: first === undefined ? null : pictures.get(first),
    retry: () => {
      pictures.retry();
      setRound((n) => n + 1);
    },
  };
}
