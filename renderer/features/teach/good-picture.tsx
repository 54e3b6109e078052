import { type ReactNode, useEffect, useState } from 'react';
import { useClient } from '../../app/station.tsx';
import { classNames } from '../../components/class-names.ts';
import { useWords } from '../../locales/words.tsx';

/** The address of a picture of a good part within this page, once it is here. */
function usePicture(id: string): string | null {
  const client = useClient();
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (client === null) return;
    const stop = new AbortController();
    let made: string | null = null;
    client.teach.picture({ id }, { signal: stop.signal }).then(
      (file) => {
        if (stop.signal.aborted) return;
        made = URL.createObjectURL(file);
        setAddress(made);
      },
      // Its frame stays empty; the picture can be left out all the same.
      () => undefined,
    );
    return () => {
      stop.abort();
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [client, id]);
  return address;
}

export interface GoodPictureViewProps {
  readonly id: string;
  readonly name: string;
  readonly leftOut?: boolean;
  readonly className?: string;
}

export function GoodPictureView({ id, name, leftOut = false, className }: GoodPictureViewProps): ReactNode {
  const { teach } = useWords();
  const address = usePicture(id);
  return (
    <div className={classNames('relative aspect-[4/3] overflow-hidden rounded-md border-hair bg-well', className)}>
      {address !== null && (
        <img
          alt={name}
          className={classNames('absolute inset-0 size-full object-contain', leftOut && 'opacity-25 grayscale')}
          src={address}
        />
      )}
      {leftOut && (
        <span className="absolute inset-x-0 bottom-0 bg-raised/90 px-2 py-0.5 text-center text-sm font-medium">
          {teach.leftOut}
        </span>
      )}
    </div>
  );
}
