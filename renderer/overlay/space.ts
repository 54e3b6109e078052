import type { Box } from '../../preload/contract/values.ts';

declare const space: unique symbol;

/** A place in picture pixels. */
export interface ImagePoint {
  readonly [space]: 'image';
  readonly x: number;
  readonly y: number;
}
/** A place in pixels of the canvas that shows the picture. */
export interface ViewPoint {
  readonly [space]: 'view';
  readonly x: number;
  readonly y: number;
}

export const imagePoint = (x: number, y: number): ImagePoint => ({ x, y }) as ImagePoint;
export const viewPoint = (x: number, y: number): ViewPoint => ({ x, y }) as ViewPoint;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the whole picture lies in the view: scaled evenly, in the middle. */
export interface Placement {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

export function fitInto(picture: Size, view: Size): Placement {
  const scale = Math.min(view.width / picture.width, view.height / picture.height);
  return { scale, left: (view.width - picture.width * scale) / 2, top: (view.height - picture.height * scale) / 2 };
}

export const toView = ({ scale, left, top }: Placement, point: ImagePoint): ViewPoint =>
  viewPoint(left + point.x * scale, top + point.y * scale);

export const toImage = ({ scale, left, top }: Placement, point: ViewPoint): ImagePoint =>
  imagePoint((point.x - left) / scale, (point.y - top) / scale);

/** The square of the picture that shows a box with its surroundings, kept inside the picture. */
export function regionAround(box: Box, picture: Size, least: number): Box {
  const wanted = Math.max(least, Math.max(box.width, box.height) * 2);
  const side = Math.min(wanted, picture.width, picture.height);
  const middle = imagePoint(box.x + box.width / 2, box.y + box.height / 2);
  const keep = (from: number, most: number): number => Math.min(Math.max(0, from), most - side);
  return {
    x: keep(middle.x - side / 2, picture.width),
    y: keep(middle.y - side / 2, picture.height),
    width: side,
    height: side,
  };
}
