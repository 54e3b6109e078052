import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Size } from '../../overlay/space.ts';
import type { SoundScene } from './draw-sound.ts';

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

function readInks(): SoundScene['inks'] {
  const style = getComputedStyle(document.documentElement);
  const ink = (name: string): string => style.getPropertyValue(name).trim();
  return { wave: ink('--on-well-2'), line: ink('--edge'), text: ink('--on-well'), head: ink('--on-well') };
}

/** A canvas knows no style sheet: it is told anew when the theme changes. */
export function useCanvasInks(): SoundScene['inks'] {
  const [inks, setInks] = useState(readInks);
  useLayoutEffect(() => {
    const watch = new MutationObserver(() => setInks(readInks()));
    watch.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => watch.disconnect();
  }, []);
  return inks;
}
