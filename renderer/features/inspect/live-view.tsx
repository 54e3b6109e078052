import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { Detection, SourceId } from '../../../preload/contract/values.ts';
import { useLink } from '../../app/station.tsx';
import type { FrameChannel } from '../../app/transport.ts';
import { useWords } from '../../locales/words.tsx';
import { type JudgedHead, LivePainter } from '../../overlay/live-painter.ts';
import { unpack } from '../../overlay/packet.ts';

const reopenMs = 800;

export interface LiveViewProps {
  readonly source: SourceId | null;
  readonly sourceName: string;
  readonly labels: readonly string[];
  readonly dim: boolean;
  readonly onCrop: (head: JudgedHead, detection: Detection, picture: ImageBitmap) => void;
  readonly onFirst: () => void;
}

interface Painting {
  readonly painter: RefObject<LivePainter | null>;
  readonly asked: RefObject<FrameChannel | null>;
}

/** Keeps one frame channel open to the source for as long as there is a link; a channel that breaks is opened again. */
function useFrames({ painter, asked }: Painting, source: SourceId | null): void {
  const link = useLink();
  useEffect(() => {
    if (link === null || source === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const open = (): void => {
      const channel = link.openFrames(source, {
        packet: (bytes) => {
          const packet = unpack(bytes);
          if (packet === null) channel.next();
          else painter.current?.offer(packet);
        },
        closed: () => {
          if (!left) timer = setTimeout(open, reopenMs);
        },
      });
      asked.current = channel;
    };
    open();
    return () => {
      left = true;
      clearTimeout(timer);
      asked.current?.close();
      asked.current = null;
    };
  }, [link, source, painter, asked]);
}

export function LiveView({ source, sourceName, labels, dim, onCrop, onFirst }: LiveViewProps): ReactNode {
  const words = useWords();
  const picture = useRef<HTMLCanvasElement>(null);
  const live = useRef<HTMLCanvasElement>(null);
  const painter = useRef<LivePainter>(null);
  const asked = useRef<FrameChannel>(null);
  const told = useRef({ onCrop, onFirst });
  told.current = { onCrop, onFirst };

  useEffect(() => {
    if (picture.current === null || live.current === null) return;
    const made = new LivePainter(
      { picture: picture.current, live: live.current },
      {
        drawn: () => {
          asked.current?.next();
          told.current.onFirst();
        },
        crop: (head, detection, bitmap) => told.current.onCrop(head, detection, bitmap),
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
    if (painter.current !== null) painter.current.labels = labels;
  }, [labels]);
  useFrames({ painter, asked }, source);

  return (
    <div className="absolute inset-0 bg-well transition-opacity duration-200" style={{ opacity: dim ? 0.35 : 1 }}>
      <canvas
        aria-label={words.inspect.pictureOf(sourceName)}
        className="absolute inset-0 size-full"
        data-layer="picture"
        ref={picture}
        role="img"
      />
      <canvas className="absolute inset-0 size-full" data-layer="live" ref={live} />
    </div>
  );
}
