import type { Box, Point } from '../../../preload/contract/values.ts';

/** The point that stands for a thing: the middle of its lower edge, where it touches the ground or the belt. */
export const footOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height });

/** Which point stands for a thing: from a camera that looks straight down it is the middle of its box. */
export type PlaceOf = (box: Box) => Point;

/** Whether a point lies inside a polygon, its border on the left and top included (even-odd rule). */
export function isInside({ x, y }: Point, polygon: readonly Point[]): boolean {
  let inside = false;
  let before = polygon.at(-1);
  for (const corner of polygon) {
    if (before !== undefined && corner.y > y !== before.y > y) {
      const crossing = corner.x + ((y - corner.y) / (before.y - corner.y)) * (before.x - corner.x);
      if (x < crossing) inside = !inside;
    }
    before = corner;
  }
  return inside;
}

export interface Stay {
  readonly enteredAtMs: number;
  readonly stayedMs: number;
}

export interface ZoneTrack {
  readonly id: number;
  readonly box: Box;
}

/** Who is in a zone and for how long; a thing that is out of sight for a moment keeps its time. */
export class ZoneWatch {
  readonly #polygon: readonly Point[];
  readonly #forgetMs: number;
  readonly #placeOf: PlaceOf;
  readonly #stays = new Map<number, { enteredAtMs: number; lastAtMs: number }>();

  constructor(polygon: readonly Point[], forgetMs: number, placeOf: PlaceOf = footOf) {
    this.#polygon = polygon;
    this.#forgetMs = forgetMs;
    this.#placeOf = placeOf;
  }

  see(tracks: readonly ZoneTrack[], atMs: number): ReadonlyMap<number, Stay> {
    for (const { id, box } of tracks) {
      if (!isInside(this.#placeOf(box), this.#polygon)) {
        this.#stays.delete(id);
        continue;
      }
      const stay = this.#stays.get(id);
      if (stay === undefined) this.#stays.set(id, { enteredAtMs: atMs, lastAtMs: atMs });
      else stay.lastAtMs = atMs;
    }
    for (const [id, { lastAtMs }] of this.#stays) if (atMs - lastAtMs >= this.#forgetMs) this.#stays.delete(id);
    return new Map(
      [...this.#stays].map(([id, { enteredAtMs, lastAtMs }]) => [
        id,
        { enteredAtMs, stayedMs: lastAtMs - enteredAtMs },
      ]),
    );
  }
}
