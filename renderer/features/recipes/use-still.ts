import { useEffect, useState } from 'react';
import { keepFrames } from '../../app/keep-frames.ts';
import { useLink } from '../../app/station.tsx';
import { unpack } from '../../overlay/packet.ts';
import type { PlanPicture } from './plan-view.ts';

export interface Still {
  readonly picture: PlanPicture | null;
  readonly from: 'line' | 'file';
  /** Wall time of its frame; null for a file. */
  readonly takenAt: number | null;
  /** `none`: it has been waited for, and waiting goes on. */
  readonly state: 'coming' | 'here' | 'none';
  readonly unreadable: boolean;
  readonly again: () => void;
  readonly choose: (file: Blob) => void;
}

interface Taken {
  readonly sourceId: string;
  readonly picture: PlanPicture;
  readonly from: Still['from'];
  readonly takenAt: number | null;
}

const patienceMs = 4_000;

/** The newest frame of a source, taken once and kept until another is asked for; or a picture from a file. */
export function useStill(sourceId: string): Still {
  const link = useLink();
  const [taken, setTaken] = useState<Taken | null>(null);
  const [wanted, setWanted] = useState(0);
  const [late, setLate] = useState(false);
  const [unreadable, setUnreadable] = useState(false);
  const asked = `${sourceId} ${wanted}`;
  const own = taken?.sourceId === sourceId ? taken : null;

  // A picture takes memory of the browser's own, which is given back by hand.
  useEffect(() => () => taken?.picture.bitmap.close(), [taken]);

  useEffect(() => {
    const [source = ''] = asked.split(' ');
    if (link === null || source === '') return;
    let over = false;
    const stop = (): void => {
      over = true;
      clearTimeout(patience);
      frames.close();
    };
    const patience = setTimeout(() => setLate(true), patienceMs);
    setLate(false);
    const take = async (bytes: ArrayBuffer): Promise<void> => {
      const packet = unpack(bytes);
      const bitmap =
        packet === null
          ? null
          : await createImageBitmap(new Blob([packet.jpeg], { type: 'image/jpeg' })).catch(() => null);
      if (over) {
        bitmap?.close();
        return;
      }
      if (packet === null || bitmap === null) {
        frames.next();
        return;
      }
      stop();
      const { width, height, detections, capturedAt } = packet.head;
      const picture = { bitmap, size: { width, height }, detections };
      setTaken({ sourceId: source, picture, from: 'line', takenAt: capturedAt });
      setLate(false);
    };
    const frames = keepFrames(link, source, (bytes) => void take(bytes));
    return stop;
  }, [link, asked]);

  return {
    picture: own?.picture ?? null,
    from: own?.from ?? 'line',
    takenAt: own?.takenAt ?? null,
    state: own !== null ? 'here' : late ? 'none' : 'coming',
    unreadable,
    again: () => {
      setUnreadable(false);
      setWanted((round) => round + 1);
    },
    choose: (file) => {
      createImageBitmap(file).then(
        (bitmap) => {
          const { width, height } = bitmap;
          setUnreadable(false);
          setTaken({
            sourceId,
            picture: { bitmap, size: { width, height }, detections: [] },
            from: 'file',
            takenAt: null,
          });
        },
        () => setUnreadable(true),
      );
    },
  };
}
