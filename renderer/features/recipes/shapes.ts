import type { Outline, Place } from '../../../preload/contract/recipes.ts';
import type { Drawing } from './recipe-draft.ts';

export type ShapeKind = 'region' | 'zone' | 'line' | 'scale';
/** Which shape of a drawing; there is one region and one scale at most, so their index is 0. */
export interface ShapeRef {
  readonly kind: ShapeKind;
  readonly index: number;
}
export interface Chosen extends ShapeRef {
  /** Null while the whole shape is meant. */
  readonly corner: number | null;
}
export interface Shape extends ShapeRef {
  readonly points: Outline;
  readonly closed: boolean;
  readonly name: string;
}

const leastCorners = 3;
const mostCorners = 32;

export const isSame = (a: ShapeRef | null, b: ShapeRef | null): boolean =>
  a !== null && b !== null && a.kind === b.kind && a.index === b.index;

/** All shapes in the order in which they are walked by keys. */
export function shapesOf({ region, zones, lines, calibration }: Drawing): readonly Shape[] {
  const shapes: Shape[] = [];
  if (region !== null) shapes.push({ kind: 'region', index: 0, points: region, closed: true, name: '' });
  for (const [index, { name, outline }] of zones.entries())
    shapes.push({ kind: 'zone', index, points: outline, closed: true, name });
  for (const [index, { name, from, to }] of lines.entries())
    shapes.push({ kind: 'line', index, points: [from, to], closed: false, name });
  if (calibration !== null) {
    const { from, to, mm } = calibration;
    shapes.push({ kind: 'scale', index: 0, points: [from, to], closed: false, name: mm });
  }
  return shapes;
}

export const shapeOf = (drawing: Drawing, ref: ShapeRef | null): Shape | null =>
  shapesOf(drawing).find((shape) => isSame(shape, ref)) ?? null;

export function withPoints<D extends Drawing>(drawing: D, { kind, index }: ShapeRef, points: Outline): D {
  const [from = { x: 0, y: 0 }, to = from] = points;
  switch (kind) {
    case 'region':
      return { ...drawing, region: points };
    case 'zone':
      return {
        ...drawing,
        zones: drawing.zones.map((zone, at) => (at === index ? { ...zone, outline: points } : zone)),
      };
    case 'line':
      return { ...drawing, lines: drawing.lines.map((line, at) => (at === index ? { ...line, from, to } : line)) };
    case 'scale':
      return { ...drawing, calibration: { mm: drawing.calibration?.mm ?? '', from, to } };
  }
}

export function without<D extends Drawing>(drawing: D, { kind, index }: ShapeRef): D {
  const others = <T>(list: readonly T[]): T[] => list.filter((_, at) => at !== index);
  switch (kind) {
    case 'region':
      return { ...drawing, region: null };
    case 'zone':
      return { ...drawing, zones: others(drawing.zones) };
    case 'line':
      return { ...drawing, lines: others(drawing.lines) };
    case 'scale':
      return { ...drawing, calibration: null };
  }
}

/** A name that no other of its kind has: the word, with a number behind it. */
export function freeName(word: string, taken: readonly { readonly name: string }[]): string {
  for (let count = 1; ; count += 1) {
    const name = `${word} ${count}`;
    if (!taken.some((known) => known.name === name)) return name;
  }
}

const within = (share: number): number => Math.min(1, Math.max(0, share));

/** Moved as far as the picture goes; its form stays. */
export function movedBy(points: readonly Place[], dx: number, dy: number): Outline {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const across = Math.min(Math.max(dx, -Math.min(...xs)), 1 - Math.max(...xs));
  const down = Math.min(Math.max(dy, -Math.min(...ys)), 1 - Math.max(...ys));
  return points.map(({ x, y }) => ({ x: within(x + across), y: within(y + down) }));
}

export const rectangle = (a: Place, b: Place): Outline => {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
};

/** Four corners whose sides run along those of the picture. */
function isUpright(points: readonly Place[]): boolean {
  const [a, b, c, d] = points;
  if (points.length !== 4 || !a || !b || !c || !d) return false;
  const level = a.y === b.y && b.x === c.x && c.y === d.y && d.x === a.x;
  return level || (a.x === b.x && b.y === c.y && c.x === d.x && d.y === a.y);
}

/** One corner goes with the hand; what is a rectangle stays one. */
export function cornerMoved(points: readonly Place[], corner: number, to: Place): Outline {
  const place = { x: within(to.x), y: within(to.y) };
  const from = points[corner];
  if (from === undefined || !isUpright(points)) return points.map((point, at) => (at === corner ? place : point));
  return points.map((point, at) => {
    if (at === corner) return place;
    return { x: point.x === from.x ? place.x : point.x, y: point.y === from.y ? place.y : point.y };
  });
}

/** A new corner in the side that begins at `corner`: nothing where there are as many as a recipe holds. */
export function cornerAdded(points: readonly Place[], corner: number, at: Place): Outline {
  if (points.length >= mostCorners) return [...points];
  return [...points.slice(0, corner + 1), at, ...points.slice(corner + 1)];
}

/** Null where the rest would enclose nothing. */
export const cornerRemoved = (points: readonly Place[], corner: number): Outline | null =>
  points.length <= leastCorners ? null : points.filter((_, at) => at !== corner);

export const canClose = (points: readonly Place[]): boolean => points.length >= leastCorners;

/** The next thing for Tab: a shape, then its corners one by one, then the next shape; null past either end. */
export function neighbour(drawing: Drawing, chosen: Chosen | null, step: 1 | -1): Chosen | null {
  const all = shapesOf(drawing).flatMap(({ kind, index, points }): readonly Chosen[] => [
    { kind, index, corner: null },
    ...points.map((_, corner) => ({ kind, index, corner })),
  ]);
  const at = all.findIndex((known) => isSame(known, chosen) && known.corner === chosen?.corner);
  if (at < 0) return (step === 1 ? all[0] : all.at(-1)) ?? null;
  return all[at + step] ?? null;
}
