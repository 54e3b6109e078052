import { fitInto, type Placement, type Size, toImage, type ViewPoint } from './space.ts';

/** How close somebody looks, and at which place of the picture, in shares of it: it holds for any size of view and picture. */
export interface Look {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

export const wholePicture: Look = { zoom: 1, x: 0.5, y: 0.5 };
export const closestZoom = 8;

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** A side that is smaller than the view stands in its middle; a larger one fills it and is not lost over an edge. */
function along(share: number, length: number, room: number): number {
  return length <= room ? (room - length) / 2 : within(room / 2 - share * length, room - length, 0);
}

export function placementOf(look: Look, picture: Size, view: Size): Placement {
  const scale = fitInto(picture, view).scale * look.zoom;
  return {
    scale,
    left: along(look.x, picture.width * scale, view.width),
    top: along(look.y, picture.height * scale, view.height),
  };
}

/** The look so close that places the picture so, as near as its edges allow: what is told is what is shown. */
function lookOf(zoom: number, placement: Placement, picture: Size, view: Size): Look {
  const at = (start: number, length: number, room: number): number => within((room / 2 - start) / length, 0, 1);
  const wished = {
    zoom,
    x: at(placement.left, picture.width * placement.scale, view.width),
    y: at(placement.top, picture.height * placement.scale, view.height),
  };
  const kept = placementOf(wished, picture, view);
  return {
    zoom,
    x: at(kept.left, picture.width * kept.scale, view.width),
    y: at(kept.top, picture.height * kept.scale, view.height),
  };
}

/** Zooms so that what lies under `at` stays under it, where the edges of the picture allow. */
export function zoomedAt(look: Look, factor: number, at: ViewPoint, picture: Size, view: Size): Look {
  const before = placementOf(look, picture, view);
  const zoom = within(look.zoom * factor, 1, closestZoom);
  if (zoom === 1) return wholePicture;
  const scale = (before.scale / look.zoom) * zoom;
  const under = toImage(before, at);
  return lookOf(zoom, { scale, left: at.x - under.x * scale, top: at.y - under.y * scale }, picture, view);
}

export function pannedBy(look: Look, dx: number, dy: number, picture: Size, view: Size): Look {
  const before = placementOf(look, picture, view);
  return lookOf(look.zoom, { ...before, left: before.left + dx, top: before.top + dy }, picture, view);
}

export const isCloser = ({ zoom }: Look): boolean => zoom > 1;
