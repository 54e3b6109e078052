import type { Outline, Place } from '../../../preload/contract/recipes.ts';
import type { Box, Point } from '../../../preload/contract/values.ts';
import { isInside } from '../tracking/zone.ts';

/** Of a picture, in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export const pointAt = ({ x, y }: Place, { width, height }: PictureSize): Point => ({ x: x * width, y: y * height });

export const cornersOf = (outline: Outline, size: PictureSize): readonly Point[] =>
  outline.map((place) => pointAt(place, size));

/**
 * A thing lies where the centre of its box does, for regions and zones alike. By its overlap it could lie in two zones at
 * once and be counted twice, and a large box would reach into a region in which nothing of the thing is.
 */
export const centreOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

/** Of a closed outline that does not cross itself, whichever way round it was drawn (Gauss's shoelace formula). */
export function areaOf(corners: readonly Point[]): number {
  let twice = 0;
  let before = corners.at(-1);
  for (const corner of corners) {
    if (before !== undefined) twice += before.x * corner.y - corner.x * before.y;
    before = corner;
  }
  return Math.abs(twice) / 2;
}

/** Whether two sides of the outline meet anywhere but in the corner that neighbours share. */
export function crossesItself(corners: readonly Point[]): boolean {
  const sides = corners.map((from, at) => ({ from, to: corners[(at + 1) % corners.length] ?? from }));
  return sides.some((side, at) =>
    sides.some((other, place) => {
      if (place <= at) return false;
      const areNeighbours = place === at + 1 || (at === 0 && place === sides.length - 1);
      return areNeighbours ? foldBack(side, other) : meet(side, other);
    }),
  );
}

interface Side {
  readonly from: Point;
  readonly to: Point;
}

/** Positive where the way over the three points turns one way, negative where the other, nought where it goes straight on. */
const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

const liesBetween = (a: Point, b: Point, c: Point): boolean =>
  Math.min(a.x, b.x) <= c.x && c.x <= Math.max(a.x, b.x) && Math.min(a.y, b.y) <= c.y && c.y <= Math.max(a.y, b.y);

function meet(a: Side, b: Side): boolean {
  const [fromB, toB] = [turn(a.from, a.to, b.from), turn(a.from, a.to, b.to)];
  const [fromA, toA] = [turn(b.from, b.to, a.from), turn(b.from, b.to, a.to)];
  if (fromB * toB < 0 && fromA * toA < 0) return true;
  return (
    (fromB === 0 && liesBetween(a.from, a.to, b.from)) ||
    (toB === 0 && liesBetween(a.from, a.to, b.to)) ||
    (fromA === 0 && liesBetween(b.from, b.to, a.from)) ||
    (toA === 0 && liesBetween(b.from, b.to, a.to))
  );
}

/** Neighbours share a corner by nature; they cross where the second goes back over the first. */
function foldBack(a: Side, b: Side): boolean {
  const [shared, one, two] = samePlace(a.to, b.from) ? [a.to, a.from, b.to] : [a.from, a.to, b.from];
  if (turn(one, shared, two) !== 0) return false;
  return (one.x - shared.x) * (two.x - shared.x) + (one.y - shared.y) * (two.y - shared.y) > 0;
}

const samePlace = (a: Point, b: Point): boolean => a.x === b.x && a.y === b.y;

/** Whether two outlines share any part of the picture. */
export function overlap(a: readonly Point[], b: readonly Point[]): boolean {
  const sidesOf = (corners: readonly Point[]): Side[] =>
    corners.map((from, at) => ({ from, to: corners[(at + 1) % corners.length] ?? from }));
  return (
    a.some((corner) => isInside(corner, b)) ||
    b.some((corner) => isInside(corner, a)) ||
    sidesOf(a).some((side) => sidesOf(b).some((other) => meet(side, other)))
  );
}
