import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Size } from './space.ts';

export function useSize(place: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const measure = (): void => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, [place]);
  return size;
}

/** Tokens that a canvas draws with: it knows no style sheet, so it is told anew when the theme changes. */
export interface CanvasInks {
  readonly quiet: string;
  readonly speech: string;
  readonly line: string;
  readonly text: string;
}

function readInks(): CanvasInks {
  const style = getComputedStyle(document.documentElement);
  const ink = (name: string): string => style.getPropertyValue(name).trim();
  return { quiet: ink('--on-well-2'), speech: ink('--accent'), line: ink('--edge'), text: ink('--on-well') };
}

export function useCanvasInks(): CanvasInks {
  const [inks, setInks] = useState(readInks);
  useLayoutEffect(() => {
    const watch = new MutationObserver(() => setInks(readInks()));
    watch.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => watch.disconnect();
  }, []);
  return inks;
}

/** A pen for as many pixels as the screen has; null while there is nothing to draw on. */
export function penFor(canvas: HTMLCanvasElement | null, { width, height }: Size): CanvasRenderingContext2D | null {
  const pen = canvas?.getContext('2d') ?? null;
  if (canvas === null || pen === null || width === 0 || height === 0) return null;
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  return pen;
}
