import { fitInto, type Placement, type Size, toImage, type ViewPoint, viewPoint } from './space.ts';

/** Air around the whole picture, so that its rim can be worked on and its handles reached. */
const air = 28;
const closest = 24;

export function wholePicture(picture: Size, view: Size): Placement {
  const { scale, left, top } = fitInto(picture, {
    width: Math.max(1, view.width - 2 * air),
    height: Math.max(1, view.height - 2 * air),
  });
  return { scale, left: left + air, top: top + air };
}

/** A picture smaller than the view stands in its middle; a larger one cannot be lost over an edge. */
function kept(placement: Placement, picture: Size, view: Size): Placement {
  const along = (start: number, length: number, room: number): number => {
    const low = Math.min(room / 2 - length, room - length - air);
    const high = Math.max(room / 2, air);
    return length + 2 * air <= room ? (room - length) / 2 : Math.min(high, Math.max(low, start));
  };
  return {
    scale: placement.scale,
    left: along(placement.left, picture.width * placement.scale, view.width),
    top: along(placement.top, picture.height * placement.scale, view.height),
  };
}

/** Zooms so that what lies under `at` stays under it. */
export function zoomed(placement: Placement, factor: number, at: ViewPoint, picture: Size, view: Size): Placement {
  const least = Math.min(1, wholePicture(picture, view).scale);
  const scale = Math.min(closest, Math.max(least, placement.scale * factor));
  const under = toImage(placement, at);
  return kept({ scale, left: at.x - under.x * scale, top: at.y - under.y * scale }, picture, view);
}

export const panned = (placement: Placement, dx: number, dy: number, picture: Size, view: Size): Placement =>
  kept({ ...placement, left: placement.left + dx, top: placement.top + dy }, picture, view);

export const middleOf = (a: ViewPoint, b: ViewPoint): ViewPoint => viewPoint((a.x + b.x) / 2, (a.y + b.y) / 2);
export const distance = (a: ViewPoint, b: ViewPoint): number => Math.hypot(a.x - b.x, a.y - b.y);
