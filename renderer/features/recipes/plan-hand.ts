import type { Place } from '../../../preload/contract/recipes.ts';
import { placeInView, type Shown } from '../../overlay/plan.ts';
import { type ViewPoint, viewPoint } from '../../overlay/space.ts';
import { distance } from '../../overlay/zoom.ts';
import type { Drawing } from './recipe-draft.ts';
import { type Chosen, type Shape, type ShapeRef, shapeOf, shapesOf } from './shapes.ts';

/** View pixels around a handle that a gloved finger hits. */
export const reach = 24;
/** A hand that moved less than this has tapped. */
export const tapReach = 6;
/** Handles of a side are shown where there is room between those of its corners. */
const roomForMiddle = 120;

export type Grip =
  | { readonly kind: 'corner'; readonly of: ShapeRef; readonly corner: number }
  /** A new corner in the side that begins at `corner`. */
  | { readonly kind: 'side'; readonly of: ShapeRef; readonly corner: number; readonly at: Place }
  | { readonly kind: 'body'; readonly of: ShapeRef }
  | { readonly kind: 'nothing' };

export interface SideHandle {
  readonly corner: number;
  readonly at: Place;
}

const middle = (a: Place, b: Place): Place => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** The sides of a closed shape that are long enough on screen for a handle of their own. */
export function sideHandles({ points, closed }: Shape, shown: Omit<Shown, 'view'>): readonly SideHandle[] {
  if (!closed) return [];
  return points.flatMap((from, corner) => {
    const to = points[(corner + 1) % points.length] ?? from;
    const length = distance(placeInView(shown, from), placeInView(shown, to));
    return length < roomForMiddle ? [] : [{ corner, at: middle(from, to) }];
  });
}

/** How far a point lies from a stretch between two others, in view pixels. */
export function toStretch(point: ViewPoint, from: ViewPoint, to: ViewPoint): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  const share = Math.min(1, Math.max(0, along));
  return distance(point, viewPoint(from.x + dx * share, from.y + dy * share));
}

function isInside(point: ViewPoint, outline: readonly ViewPoint[]): boolean {
  let inside = false;
  let before = outline.at(-1);
  for (const corner of outline) {
    if (before !== undefined && corner.y > point.y !== before.y > point.y) {
      const crossing = corner.x + ((point.y - corner.y) / (before.y - corner.y)) * (before.x - corner.x);
      if (point.x < crossing) inside = !inside;
    }
    before = corner;
  }
  return inside;
}

function nearest<T>(list: readonly T[], far: (item: T) => number): T | null {
  const best = list.reduce<{ item: T; away: number } | null>((kept, item) => {
    const away = far(item);
    return away <= reach && (kept === null || away < kept.away) ? { item, away } : kept;
  }, null);
  return best?.item ?? null;
}

function gripOfChosen(point: ViewPoint, shape: Shape, shown: Omit<Shown, 'view'>): Grip | null {
  const { kind, index, points } = shape;
  const of = { kind, index };
  const corners = points.map((place, corner) => ({ corner, at: placeInView(shown, place) }));
  const corner = nearest(corners, ({ at }) => distance(point, at));
  if (corner !== null) return { kind: 'corner', of, corner: corner.corner };
  const side = nearest(sideHandles(shape, shown), ({ at }) => distance(point, placeInView(shown, at)));
  return side === null ? null : { kind: 'side', of, ...side };
}

const sizeOf = (outline: readonly ViewPoint[]): number => {
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)];
  return (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
};

/** What a press takes hold of: handles of the chosen shape, then rims and lines, then the smallest shape around it. */
export function gripAt(point: ViewPoint, shown: Omit<Shown, 'view'>, drawing: Drawing, chosen: Chosen | null): Grip {
  const own = shapeOf(drawing, chosen);
  const held = own === null ? null : gripOfChosen(point, own, shown);
  if (held !== null) return held;
  const all = shapesOf(drawing).map((shape) => ({
    shape,
    outline: shape.points.map((place) => placeInView(shown, place)),
  }));
  const rim = nearest(all, ({ shape, outline }) => {
    const sides = shape.closed ? outline : outline.slice(0, -1);
    return Math.min(...sides.map((from, at) => toStretch(point, from, outline[(at + 1) % outline.length] ?? from)));
  });
  // The region lies under all else: its inside is where zones are drawn, until it is chosen itself.
  const around = all
    .filter(({ shape, outline }) => shape.closed && isInside(point, outline))
    .filter(({ shape }) => shape.kind !== 'region' || own?.kind === 'region')
    .toSorted((a, b) => sizeOf(a.outline) - sizeOf(b.outline))[0];
  const hit = (rim ?? around)?.shape;
  return hit === undefined ? { kind: 'nothing' } : { kind: 'body', of: { kind: hit.kind, index: hit.index } };
}
