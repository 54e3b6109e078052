import type { Box } from '../../../preload/contract/values.ts';
import { type ImagePoint, imagePoint, type Size } from '../../overlay/space.ts';

export const corners = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;
export type Corner = (typeof corners)[number];

/** Picture pixels; a smaller box marks nothing. */
const leastSide = 2;

const between = (low: number, value: number, high: number): number => Math.min(Math.max(low, value), high);

/** The box between two corners, cut off where it leaves the picture. */
export function boxBetween(a: ImagePoint, b: ImagePoint, picture: Size): Box {
  const left = between(0, Math.min(a.x, b.x), picture.width - leastSide);
  const top = between(0, Math.min(a.y, b.y), picture.height - leastSide);
  const right = between(left + leastSide, Math.max(a.x, b.x), picture.width);
  const bottom = between(top + leastSide, Math.max(a.y, b.y), picture.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** What came from elsewhere, brought inside the picture. */
export const boxWithin = ({ x, y, width, height }: Box, picture: Size): Box =>
  boxBetween(imagePoint(x, y), imagePoint(x + width, y + height), picture);

/** Moved as far as the picture goes; its size stays. */
export const movedBox = (box: Box, dx: number, dy: number, picture: Size): Box => ({
  ...box,
  x: between(0, box.x + dx, Math.max(0, picture.width - box.width)),
  y: between(0, box.y + dy, Math.max(0, picture.height - box.height)),
});

export const cornerOf = ({ x, y, width, height }: Box, corner: Corner): ImagePoint =>
  imagePoint(corner.endsWith('left') ? x : x + width, corner.startsWith('top') ? y : y + height);

const across: Record<Corner, Corner> = {
  'top-left': 'bottom-right',
  'top-right': 'bottom-left',
  'bottom-left': 'top-right',
  'bottom-right': 'top-left',
};

/** One corner goes with the hand, the one across from it stays. */
export const resizedBox = (box: Box, corner: Corner, to: ImagePoint, picture: Size): Box =>
  boxBetween(cornerOf(box, across[corner]), to, picture);

export const sameBox = (a: Box, b: Box): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
