import type { ReactNode } from 'react';
import type { BatchPart } from '../../../preload/contract/batch.ts';
import { useFileAddress } from '../../app/file-address.ts';
import { useWords } from '../../locales/words.tsx';

/** The worst picture of a part, what was found in it drawn to scale. */
export function PartPicture({ part, name }: { readonly part: BatchPart; readonly name: string }): ReactNode {
  const words = useWords();
  const { batchId: id, index, hasPicture, width, height, detections } = part;
  // It may have made room for a worse one meanwhile.
  const { address, isLost } = useFileAddress(
    `${id} ${index}`,
    hasPicture ? (client, signal) => client.batch.picture({ id, index }, { signal }) : null,
  );
  const without = isLost ? words.noPicture : '';
  const stroke = Math.max(width, height) / 160;
  return (
    <div className="relative grid aspect-square place-items-center overflow-hidden rounded-md bg-well">
      {address === null ? (
        <p className="px-4 text-center text-sm text-on-well-2">{hasPicture ? without : words.batch.noPicture}</p>
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
