import type { ReactNode } from 'react';
import { useFileAddress } from '../../app/file-address.ts';
import { classNames } from '../../components/class-names.ts';
import { useWords } from '../../locales/words.tsx';

export interface GoodPictureViewProps {
  readonly id: string;
  readonly name: string;
  readonly leftOut?: boolean;
  readonly className?: string;
}

export function GoodPictureView({ id, name, leftOut = false, className }: GoodPictureViewProps): ReactNode {
  const { teach, noPicture } = useWords();
  const { address, isLost } = useFileAddress(id, (client, signal) => client.teach.picture({ id }, { signal }));
  return (
    <div className={classNames('relative aspect-[4/3] overflow-hidden rounded-md border-hair bg-well', className)}>
      {address !== null && (
        <img
          alt={name}
          className={classNames('absolute inset-0 size-full object-contain', leftOut && 'opacity-25 grayscale')}
          src={address}
        />
      )}
      {isLost && (
        <p className="absolute inset-0 grid place-items-center px-4 text-center text-sm text-on-well-2">{noPicture}</p>
      )}
      {leftOut && (
        <span className="absolute inset-x-0 bottom-0 bg-raised/90 px-2 py-0.5 text-center text-sm font-medium">
          {teach.leftOut}
        </span>
      )}
    </div>
  );
}
