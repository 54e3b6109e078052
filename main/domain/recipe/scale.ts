import type { Calibration, RecipeRule } from '../../../preload/contract/recipes.ts';
import type { Box } from '../../../preload/contract/values.ts';
import { type PictureSize, pointAt } from './geometry.ts';

/** How much of the plane of the parts one pixel shows, along either axis. */
export interface Scale {
  readonly mmPerPixelX: number;
  readonly mmPerPixelY: number;
}

/**
 * Two points say one figure: pixels are taken to be square, as those of every industrial camera are, so it holds along both
 * axes. It is worked out anew for each size of the picture, as the places are shares of it.
 */
export function scaleOf({ from, to, mm }: Calibration, size: PictureSize): Scale {
  const [a, b] = [pointAt(from, size), pointAt(to, size)];
  const mmPerPixel = mm / Math.hypot(b.x - a.x, b.y - a.y);
  return { mmPerPixelX: mmPerPixel, mmPerPixelY: mmPerPixel };
}

export const areaMm2 = ({ width, height }: Box, { mmPerPixelX, mmPerPixelY }: Scale): number =>
  width * mmPerPixelX * height * mmPerPixelY;

type MeasuredSide = Extract<RecipeRule, { kind: 'measure' }>['side'];

export function measureMm({ width, height }: Box, side: MeasuredSide, { mmPerPixelX, mmPerPixelY }: Scale): number {
  const [widthMm, heightMm] = [width * mmPerPixelX, height * mmPerPixelY];
  switch (side) {
    case 'width':
      return widthMm;
    case 'height':
      return heightMm;
    case 'longer':
      return Math.max(widthMm, heightMm);
    case 'shorter':
      return Math.min(widthMm, heightMm);
  }
}

/** A box that touches the border of the picture is cut off by it: what it shows is larger than what can be measured. */
export const isCutOff = ({ x, y, width, height }: Box, size: PictureSize): boolean =>
  x <= borderPixels ||
  y <= borderPixels ||
  x + width >= size.width - borderPixels ||
  y + height >= size.height - borderPixels;

/** Decoded boxes end a fraction of a pixel before the border that cuts them. */
const borderPixels = 1;
