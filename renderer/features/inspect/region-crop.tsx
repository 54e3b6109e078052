import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { Detection } from '../../../preload/contract/values.ts';
import { classNames } from '../../components/class-names.ts';
import { fixed } from '../../components/numbers.ts';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';
import { LabelMark } from '../../overlay/label-mark.tsx';
import { labelWords } from '../../overlay/label-marks.ts';
import { drawRegion, type JudgedHead } from '../../overlay/live-painter.ts';
import type { Region } from '../../overlay/regions.ts';

export interface PicturedRegion extends Region {
  readonly picture: OffscreenCanvas;
}

/** Enough for the size at which it is shown large on a screen that hangs on a wall. */
const cropPixels = 768;

export function cropOf(head: JudgedHead, detection: Detection, picture: ImageBitmap): OffscreenCanvas {
  const canvas = new OffscreenCanvas(cropPixels, cropPixels);
  drawRegion(canvas, head, detection, picture);
  return canvas;
}

function useDrawn(region: PicturedRegion | null): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (pen == null || region === null) return;
    pen.drawImage(region.picture, 0, 0);
  }, [region]);
  return canvas;
}

export interface CropProps {
  readonly region: PicturedRegion | null;
  readonly isCurrent: boolean;
  readonly onEnlarge: () => void;
}

export function Crop({ region, isCurrent, onEnlarge }: CropProps): ReactNode {
  const { inspect } = useWords();
  const canvas = useDrawn(region);
  return (
    <button
      aria-label={region === null ? inspect.noDefect : inspect.tools.enlarge}
      className="why-crop relative shrink-0 overflow-hidden rounded-md border-hair bg-well"
      disabled={region === null}
      onClick={onEnlarge}
      title={`${inspect.tools.enlarge} (E)`}
      type="button"
    >
      <canvas
        aria-label={region === null ? inspect.noDefect : inspect.regionOf(labelWords(region.label))}
        className={classNames('absolute inset-0 size-full', !isCurrent && 'opacity-60', region === null && 'invisible')}
        data-frame-id={region?.frameId}
        height={cropPixels}
        ref={canvas}
        role="img"
        width={cropPixels}
      />
      <span className="absolute right-1.5 bottom-1.5 grid size-8 place-items-center rounded-sm bg-plate text-[#ffffff]">
        <Icon name={region === null ? 'search' : 'expand'} size={18} />
      </span>
    </button>
  );
}

/** The same region as large as the picture is: one touch anywhere puts it away. */
export function LargeCrop({
  region,
  labels,
  onClose,
}: {
  readonly region: PicturedRegion;
  readonly labels: readonly string[];
  readonly onClose: () => void;
}): ReactNode {
  const words = useWords();
  const { inspect } = words;
  const canvas = useDrawn(region);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <section
      aria-label={inspect.regionOf(labelWords(region.label))}
      className="absolute inset-0 z-20 flex flex-col bg-well"
      data-region="large"
    >
      <button
        className="focus-inset relative min-h-0 flex-1"
        onClick={onClose}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
        ref={button}
        type="button"
      >
        <span className="sr-only">{inspect.tools.smaller}</span>
        <canvas
          className="absolute inset-0 size-full object-contain"
          height={cropPixels}
          ref={canvas}
          width={cropPixels}
        />
        <span className="absolute top-3 right-3 grid size-16 place-items-center rounded-md border-hair border-edge bg-raised text-ink">
          <Icon name="close" size={28} />
        </span>
      </button>
      <p className="flex items-center gap-3 bg-surface px-5 py-3 text-xl font-semibold">
        <LabelMark label={region.label} labels={labels} size={28} />
        <span className="first-letter:uppercase">{labelWords(region.label)}</span>
        <span className="tabular-nums">{fixed(region.score, 2, words.tag)}</span>
        {region.part !== null && <span className="font-normal text-ink-2">{inspect.part(region.part)}</span>}
      </p>
    </section>
  );
}
