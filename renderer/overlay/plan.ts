import type { Place, RecipeBody } from '../../preload/contract/recipes.ts';
import { imagePoint, type Placement, type Size, toImage, toView, type ViewPoint } from './space.ts';

/** What a recipe draws over the picture and leaves there: where it looks, and what crosses which line. */
export type Plan = Pick<RecipeBody, 'region' | 'zones' | 'lines'>;

/** How a picture lies in the view that shows it. */
export interface Shown {
  readonly picture: Size;
  readonly placement: Placement;
  readonly view: Size;
}

export const placeInView = ({ picture, placement }: Omit<Shown, 'view'>, { x, y }: Place): ViewPoint =>
  toView(placement, imagePoint(x * picture.width, y * picture.height));

const within = (share: number): number => Math.min(1, Math.max(0, share));

/** The place under a point of the view; beside the picture the nearest one of its rim. */
export function viewInPlace({ picture, placement }: Omit<Shown, 'view'>, point: ViewPoint): Place {
  const at = toImage(placement, point);
  return { x: within(at.x / picture.width), y: within(at.y / picture.height) };
}

/** Where what crosses a line is going to when it counts as in: the right hand of somebody who looks along it. */
export function inward(from: ViewPoint, to: ViewPoint): { readonly x: number; readonly y: number } {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  return length === 0 ? { x: 0, y: 0 } : { x: (from.y - to.y) / length, y: (to.x - from.x) / length };
}
