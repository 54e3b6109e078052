import type { Point } from '../../../preload/contract/values.ts';
import type { PlaceOf, ZoneTrack } from './zone.ts';
import { footOf } from './zone.ts';

/** A line across the picture; looking from `from` to `to`, what goes from the left to the right goes in. */
export interface CountingLine {
  readonly from: Point;
  readonly to: Point;
  /** A thing must be so far beyond the line, in pixels, to have crossed it: one that trembles on it is counted once. */
  readonly marginPixels: number;
}

export interface Crossings {
  readonly in: number;
  readonly out: number;
}

interface Known {
  readonly side: -1 | 1;
  readonly at: Point;
  readonly seenAtMs: number;
}

/** Counts things that cross a line, each crossing once. */
export class LineCounter {
  readonly #line: CountingLine;
  readonly #forgetMs: number;
  readonly #placeOf: PlaceOf;
  readonly #known = new Map<number, Known>();
  #counts: Crossings = { in: 0, out: 0 };

  constructor(line: CountingLine, forgetMs: number, placeOf: PlaceOf = footOf) {
    this.#line = line;
    this.#forgetMs = forgetMs;
    this.#placeOf = placeOf;
  }

  see(tracks: readonly ZoneTrack[], atMs: number): Crossings {
    for (const { id, box } of tracks) {
      const at = this.#placeOf(box);
      const distance = signedDistance(at, this.#line);
      const before = this.#known.get(id);
      if (Math.abs(distance) < this.#line.marginPixels) {
        if (before !== undefined) this.#known.set(id, { ...before, seenAtMs: atMs });
        continue;
      }
      const side = distance > 0 ? 1 : -1;
      if (before !== undefined && before.side !== side && passes(before.at, at, this.#line)) {
        this.#counts =
          side > 0 ? { ...this.#counts, in: this.#counts.in + 1 } : { ...this.#counts, out: this.#counts.out + 1 };
      }
      this.#known.set(id, { side, at, seenAtMs: atMs });
    }
    for (const [id, { seenAtMs }] of this.#known) if (atMs - seenAtMs >= this.#forgetMs) this.#known.delete(id);
    return this.#counts;
  }
}

/** In pixels; positive on the right of the line, in a picture whose y grows downwards. */
function signedDistance(at: Point, { from, to }: CountingLine): number {
  const along = { x: to.x - from.x, y: to.y - from.y };
  const length = Math.hypot(along.x, along.y);
  return length === 0 ? 0 : (along.x * (at.y - from.y) - along.y * (at.x - from.x)) / length;
}

/** Whether the way from one place to the other leads through the line, not past its ends. */
function passes(before: Point, after: Point, { from, to }: CountingLine): boolean {
  const way = { x: after.x - before.x, y: after.y - before.y };
  const along = { x: to.x - from.x, y: to.y - from.y };
  const across = way.x * along.y - way.y * along.x;
  if (across === 0) return false;
  const place = ((from.x - before.x) * way.y - (from.y - before.y) * way.x) / across;
  return place >= 0 && place <= 1;
}
