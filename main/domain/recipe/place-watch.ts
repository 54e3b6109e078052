import type { LineCount, RecipeBody, ZoneState } from '../../../preload/contract/recipes.ts';
import { type Crossings, LineCounter } from '../tracking/line-counter.ts';
import { type Stay, type ZoneTrack, ZoneWatch } from '../tracking/zone.ts';
import { centreOf, cornersOf, type PictureSize, pointAt } from './geometry.ts';

interface WatchedZone {
  readonly name: string;
  readonly watch: ZoneWatch;
  stays: ReadonlyMap<number, Stay>;
  longestMs: number;
  entered: number;
}

interface WatchedLine {
  readonly name: string;
  readonly counter: LineCounter;
  crossings: Crossings;
}

/** A thing that trembles on a line has not crossed it: it must get so far beyond, as a share of the picture's height. */
const marginShare = 1 / 100;

/** What is followed through the zones and over the lines of a recipe, since the start of its run. */
export class PlaceWatch {
  readonly #zones: readonly WatchedZone[];
  readonly #lines: readonly WatchedLine[];

  constructor({ zones, lines }: Pick<RecipeBody, 'zones' | 'lines'>, size: PictureSize, forgetMs: number) {
    this.#zones = zones.map(({ name, outline }) => ({
      name,
      watch: new ZoneWatch(cornersOf(outline, size), forgetMs, centreOf),
      stays: new Map(),
      longestMs: 0,
      entered: 0,
    }));
    const marginPixels = size.height * marginShare;
    this.#lines = lines.map(({ name, from, to }) => ({
      name,
      counter: new LineCounter({ from: pointAt(from, size), to: pointAt(to, size), marginPixels }, forgetMs, centreOf),
      crossings: { in: 0, out: 0 },
    }));
  }

  see(tracks: readonly ZoneTrack[], atMs: number): void {
    for (const zone of this.#zones) {
      const before = zone.stays;
      zone.stays = zone.watch.see(tracks, atMs);
      for (const [id, { stayedMs }] of zone.stays) {
        if (!before.has(id)) zone.entered += 1;
        zone.longestMs = Math.max(zone.longestMs, stayedMs);
      }
    }
    for (const line of this.#lines) line.crossings = line.counter.see(tracks, atMs);
  }

  get zones(): ZoneState[] {
    return this.#zones.map(({ name, stays, longestMs, entered }) => {
      const staysMs = [...stays.values()].map(({ stayedMs }) => stayedMs).sort((a, b) => b - a);
      return { name, now: staysMs.length, staysMs: staysMs.slice(0, mostStays), longestMs, entered };
    });
  }

  get lines(): LineCount[] {
    return this.#lines.map(({ name, crossings }) => ({ name, ...crossings }));
  }
}

/** More are counted than told. */
const mostStays = 20;
