import { type ReactNode, type Ref, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { FrameHead } from '../../../preload/contract/frames.ts';
import type { Detection, SourceId } from '../../../preload/contract/values.ts';
import { keepFrames } from '../../app/keep-frames.ts';
import { useLink } from '../../app/station.tsx';
import type { FrameChannel } from '../../app/transport.ts';
import { useWords } from '../../locales/words.tsx';
import { type JudgedHead, LivePainter } from '../../overlay/live-painter.ts';
import { type Look, wholePicture } from '../../overlay/look.ts';
import { unpack } from '../../overlay/packet.ts';
import type { Size } from '../../overlay/space.ts';
import { StaticLayer, type StaticLayerProps } from '../../overlay/static-layer.tsx';

export interface LiveViewProps {
  readonly source: SourceId | null;
  readonly sourceName: string;
  readonly labels: readonly string[];
  readonly dim: boolean;
  /** What the recipe draws over it; null without one. */
  readonly plan?: StaticLayerProps['plan'];
  readonly look?: Look;
  /** How much of the picture heat covers. */
  readonly heat?: number;
  /** Words beside the boxes. */
  readonly tags?: boolean;
  readonly onCrop?: (head: JudgedHead, detection: Detection, picture: ImageBitmap) => void;
  readonly onFrame?: (head: FrameHead) => void;
  readonly ref?: Ref<HTMLDivElement>;
}

const sizeOf = ({ width, height }: FrameHead): Size => ({ width, height });

interface Painting {
  readonly painter: RefObject<LivePainter | null>;
  readonly asked: RefObject<FrameChannel | null>;
}

/** Keeps one frame channel open to the source for as long as there is a link. */
function useFrames({ painter, asked }: Painting, source: SourceId | null): void {
  const link = useLink();
  useEffect(() => {
    if (link === null || source === null) return;
    const frames = keepFrames(link, source, (bytes) => {
      const packet = unpack(bytes);
      if (packet === null) frames.next();
      else painter.current?.offer(packet);
    });
    asked.current = frames;
    return () => {
      frames.close();
      asked.current = null;
    };
  }, [link, source, painter, asked]);
}

export function LiveView({
  source,
  sourceName,
  labels,
  dim,
  plan = null,
  look = wholePicture,
  heat = 0,
  tags = true,
  onCrop,
  onFrame,
  ref,
}: LiveViewProps): ReactNode {
  const words = useWords();
  const picture = useRef<HTMLCanvasElement>(null);
  const live = useRef<HTMLCanvasElement>(null);
  const painter = useRef<LivePainter>(null);
  const asked = useRef<FrameChannel>(null);
  const told = useRef({ onCrop, onFrame });
  told.current = { onCrop, onFrame };
  const [size, setSize] = useState<Size | null>(null);

  useEffect(() => {
    if (picture.current === null || live.current === null) return;
    const made = new LivePainter(
      { picture: picture.current, live: live.current },
      {
        drawn: (head) => {
          asked.current?.next();
          told.current.onFrame?.(head);
          setSize((before) => (before?.width === head.width && before.height === head.height ? before : sizeOf(head)));
        },
        crop: (head, detection, bitmap) => told.current.onCrop?.(head, detection, bitmap),
      },
    );
    painter.current = made;
    const resized = new ResizeObserver(() => made.redraw());
    resized.observe(picture.current);
    return () => {
      resized.disconnect();
      made.close();
      painter.current = null;
    };
  }, []);
  useEffect(() => {
    if (painter.current !== null) painter.current.boxes = { labels, tags };
  }, [labels, tags]);
  useLayoutEffect(() => {
    if (painter.current !== null) painter.current.look = look;
  }, [look]);
  useEffect(() => {
    if (painter.current !== null) painter.current.heatOpacity = heat;
  }, [heat]);
  useFrames({ painter, asked }, source);

  return (
    <div
      className="absolute inset-0 bg-well transition-opacity duration-200"
      ref={ref}
      style={{ opacity: dim ? 0.35 : 1 }}
    >
      <canvas
        aria-label={words.inspect.pictureOf(sourceName)}
        className="absolute inset-0 size-full"
        data-layer="picture"
        data-zoom={look.zoom.toFixed(2)}
        ref={picture}
        role="img"
      />
      <StaticLayer look={look} picture={size} plan={plan} />
      <canvas className="pointer-events-none absolute inset-0 size-full" data-layer="live" ref={live} />
    </div>
  );
}
