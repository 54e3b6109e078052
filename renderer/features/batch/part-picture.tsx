import { type ReactNode, useEffect, useState } from 'react';
import type { BatchPart } from '../../../preload/contract/batch.ts';
import { useClient } from '../../app/station.tsx';
import { useWords } from '../../locales/words.tsx';

/** An address of the browser's own for the picture, given back when it is shown no more. */
function usePicture(part: BatchPart): string | null {
  const client = useClient();
  const [address, setAddress] = useState<string | null>(null);
  const { batchId: id, index, hasPicture } = part;
  useEffect(() => {
    if (client === null || !hasPicture) return;
    const stop = new AbortController();
    let made: string | undefined;
    client.batch.picture({ id, index }, { signal: stop.signal }).then(
      (file) => {
        if (stop.signal.aborted) return;
        made = URL.createObjectURL(file);
        setAddress(made);
      },
      // It made room for a worse one meanwhile: the card says that there is none.
      () => undefined,
    );
    return () => {
      stop.abort();
      setAddress(null);
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [client, id, index, hasPicture]);
  return address;
}

/** The worst picture of a part, what was found in it drawn to scale. */
export function PartPicture({ part, name }: { readonly part: BatchPart; readonly name: string }): ReactNode {
  const words = useWords();
  const address = usePicture(part);
  const { width, height, detections } = part;
  const stroke = Math.max(width, height) / 160;
  return (
    <div className="relative grid aspect-square place-items-center overflow-hidden rounded-md bg-well">
      {address === null ? (
        <p className="px-4 text-center text-sm text-on-well-2">{part.hasPicture ? '' : words.batch.noPicture}</p>
      ) : (
        <svg className="size-full" role="img" viewBox={`0 0 ${width} ${height}`}>
          <title>{words.batch.pictureOf(name)}</title>
          <image height={height} href={address} width={width} />
          {detections
            .filter(({ ignored }) => ignored !== true)
            .map(({ box, label, score }) => (
              <g key={`${label} ${score} ${box.x} ${box.y}`}>
                <rect {...box} fill="none" stroke="#fff" strokeWidth={stroke * 2} />
                <rect {...box} fill="none" stroke="#c3141f" strokeWidth={stroke} />
              </g>
            ))}
        </svg>
      )}
    </div>
  );
}
