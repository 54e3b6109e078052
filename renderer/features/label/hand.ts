import type { Box } from '../../../preload/contract/values.ts';
import { imagePoint, type Placement, toView, type ViewPoint } from '../../overlay/space.ts';
import { type Corner, cornerOf, corners } from './box-geometry.ts';
import type { EditBox } from './editing.ts';

/** View pixels that a gloved finger hits. */
export const touchSide = 48;
/** A handle reaches this far into its box, so that a small one can still be taken by its middle. */
const inward = 8;
/** A hand that moved less than this has tapped. */
export const tapReach = 5;

export type Grip =
  | { readonly kind: 'corner'; readonly id: number; readonly corner: Corner }
  | { readonly kind: 'body'; readonly id: number }
  | { readonly kind: 'nothing' };

interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function edgesInView(placement: Placement, { x, y, width, height }: Box): Edges {
  const from = toView(placement, imagePoint(x, y));
  const to = toView(placement, imagePoint(x + width, y + height));
  return { left: from.x, top: from.y, right: to.x, bottom: to.y };
}

const holds = ({ left, top, right, bottom }: Edges, { x, y }: ViewPoint): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;

/** The square around a corner that takes hold of it: most of it lies outside the box. */
export function handleReach(placement: Placement, box: Box, corner: Corner): Edges {
  const { x, y } = toView(placement, cornerOf(box, corner));
  const left = corner.endsWith('left') ? x - touchSide + inward : x - inward;
  const top = corner.startsWith('top') ? y - touchSide + inward : y - inward;
  return { left, top, right: left + touchSide, bottom: top + touchSide };
}

/** A box on screen, grown to what a finger hits. */
function bodyReach(placement: Placement, box: Box): Edges {
  const { left, top, right, bottom } = edgesInView(placement, box);
  const sideways = Math.max(0, touchSide - (right - left)) / 2;
  const upright = Math.max(0, touchSide - (bottom - top)) / 2;
  return { left: left - sideways, top: top - upright, right: right + sideways, bottom: bottom + upright };
}

const areaOf = ({ box }: EditBox): number => box.width * box.height;

/** What a press takes hold of: handles of the selected box first, then what was hit truly, then what was nearly hit. */
export function gripAt(
  point: ViewPoint,
  placement: Placement,
  { boxes, selected }: { readonly boxes: readonly EditBox[]; readonly selected: number | null },
): Grip {
  const chosen = boxes.find(({ id }) => id === selected);
  if (chosen !== undefined) {
    if (holds(edgesInView(placement, chosen.box), point)) {
      const inner = corners.find((name) => holds(handleReach(placement, chosen.box, name), point));
      return inner === undefined ? { kind: 'body', id: chosen.id } : { kind: 'corner', id: chosen.id, corner: inner };
    }
    const corner = corners.find((name) => holds(handleReach(placement, chosen.box, name), point));
    if (corner !== undefined) return { kind: 'corner', id: chosen.id, corner };
  }
  // The smallest on top: a box inside another stays within reach.
  const smallestFirst = boxes.toSorted((a, b) => areaOf(a) - areaOf(b));
  const hit =
    smallestFirst.find(({ box }) => holds(edgesInView(placement, box), point)) ??
    smallestFirst.find(({ box }) => holds(bodyReach(placement, box), point));
  return hit === undefined ? { kind: 'nothing' } : { kind: 'body', id: hit.id };
}
