import { type ReactNode, useEffect, useRef } from 'react';
import type { SourceId } from '../../../preload/contract/values.ts';
import { keepFrames } from '../../app/keep-frames.ts';
import { useLink } from '../../app/station.tsx';
import { useWords } from '../../locales/words.tsx';
import { LivePainter } from '../../overlay/live-painter.ts';
import { unpack } from '../../overlay/packet.ts';

/** What the camera sees just now, without boxes: here a person judges, not the model that happens to run. */
export function LivePicture({ source, name }: { readonly source: SourceId; readonly name: string }): ReactNode {
  const { teach } = useWords();
  const link = useLink();
  const picture = useRef<HTMLCanvasElement>(null);
  const live = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (link === null || picture.current === null || live.current === null) return;
    const layers = { picture: picture.current, live: live.current };
    const painter = new LivePainter(layers, { drawn: () => frames.next(), crop: () => undefined });
    const frames = keepFrames(link, source, (bytes) => {
      const packet = unpack(bytes);
      if (packet === null) frames.next();
      else painter.offer({ ...packet, head: { ...packet.head, detections: [] } });
    });
    const resized = new ResizeObserver(() => painter.redraw());
    resized.observe(layers.picture);
    return () => {
      frames.close();
      resized.disconnect();
      painter.close();
    };
  }, [link, source]);
  return (
    <div className="relative aspect-[4/3] max-h-[46vh] w-full overflow-hidden rounded-lg border-hair bg-well">
      <canvas aria-label={teach.picture(name)} className="absolute inset-0 size-full" ref={picture} role="img" />
      <canvas className="hidden" ref={live} />
    </div>
  );
}
