import type { Box, Detection } from '../../../preload/contract/values.ts';
import { boxOverlap } from '../match-boxes.ts';
import { assign } from './assign.ts';
import type { MovingBox } from './moving-box.ts';
import { beginBox, boxOf, correctBox, predictBox, type Speed, speedOf, standing } from './moving-box.ts';

export interface TrackerOptions {
  /** From here on a detection is followed at once; below, only where it goes on with what is followed already. */
  readonly sureScore: number;
  readonly leastScore: number;
  /** A new thing needs this much. */
  readonly beginScore: number;
  /** What was not seen for so long is gone; when it comes back it is another. */
  readonly forgetMs: number;
  /** The pace at which the noise of the filter was tuned. */
  readonly stepMs: number;
  /**
   * A thing may move by so many of its own sizes from one frame to the next, and a new one moves as those before did: small
   * things on a fast belt, whose boxes do not overlap from frame to frame. 0 where they do.
   */
  readonly reach: number;
  /** More things at once than this: the least certain are not followed. */
  readonly most: number;
}

export const usualTracker: TrackerOptions = {
  sureScore: 0.5,
  leastScore: 0.1,
  beginScore: 0.6,
  forgetMs: 1_000,
  stepMs: 1000 / 30,
  reach: 0,
  most: 300,
};

/** One thing over time. */
export interface Track {
  readonly id: number;
  readonly label: string;
  readonly score: number;
  /** As filtered: steadier than what was detected. */
  readonly box: Box;
  readonly firstAtMs: number;
  readonly lastSeenAtMs: number;
  /** Seen in two frames at least: one alone is often noise. */
  readonly isConfirmed: boolean;
}

interface Followed extends Omit<Track, 'box'> {
  readonly moving: MovingBox;
}

/** Costs above which two boxes are not the same thing, by how much is known of them. */
const mostCost = { sure: 0.8, faint: 0.5, fresh: 0.7 };

/**
 * ByteTrack (Zhang et al., 2022): sure detections are matched first, then faint ones go on with what is followed but
 * never begin anything. Steps are counted in time, not in frames: frames that were dropped do not slow anything down.
 */
export class Tracker {
  readonly #options: TrackerOptions;
  #followed: readonly Followed[] = [];
  #lastAtMs: number | undefined;
  /** How things on the belt move, as far as was seen. */
  #drift: Speed = standing;
  #nextId = 1;

  constructor(options: TrackerOptions = usualTracker) {
    this.#options = options;
  }

  /** For each detection, in its order, the id of the thing that it shows; undefined where it is not followed. */
  see(detections: readonly Detection[], atMs: number): readonly (number | undefined)[] {
    const { sureScore, leastScore, beginScore, forgetMs, reach, most } = this.#options;
    // Nobody looked for so long: whatever lies there now may be another.
    if (this.#lastAtMs !== undefined && atMs - this.#lastAtMs >= forgetMs) this.#followed = [];
    this.#predict(atMs);
    const ids = new Array<number | undefined>(detections.length).fill(undefined);
    const ranked = [...detections.keys()]
      .sort((a, b) => scoreOf(detections, b) - scoreOf(detections, a))
      .slice(0, most);
    const left = new Set(ranked.filter((at) => scoreOf(detections, at) >= leastScore));
    const free = new Set(this.#followed.keys());
    const next: Followed[] = [];
    const match = (tracks: readonly number[], places: readonly number[], mostAllowed: number, grown = 0): void => {
      for (const [row, column] of assign(this.#costs(tracks, places, detections, grown), mostAllowed)) {
        const [track, place] = [tracks[row], places[column]];
        const [followed, detection] = [this.#followed[track ?? -1], detections[place ?? -1]];
        if (track === undefined || place === undefined || followed === undefined || detection === undefined) continue;
        const wentOn = goOn(followed, detection, atMs);
        if (reach > 0 && followed.isConfirmed) this.#drift = between(this.#drift, speedOf(wentOn.moving));
        next.push(wentOn);
        ids[place] = followed.id;
        free.delete(track);
        left.delete(place);
      }
    };
    const isSure = (place: number): boolean => scoreOf(detections, place) >= sureScore;
    const tracksThat = (keep: (track: Followed) => boolean): number[] =>
      this.#followed.flatMap((track, at) => (free.has(at) && keep(track) ? [at] : []));
    match(
      tracksThat(({ isConfirmed }) => isConfirmed),
      [...left].filter(isSure),
      mostCost.sure,
    );
    const inSight = tracksThat(({ isConfirmed, lastSeenAtMs }) => isConfirmed && lastSeenAtMs === this.#lastAtMs);
    match(
      inSight,
      [...left].filter((place) => !isSure(place)),
      mostCost.faint,
    );
    match(
      tracksThat(({ isConfirmed }) => !isConfirmed),
      [...left].filter(isSure),
      mostCost.fresh,
    );
    if (reach > 0) {
      match(
        tracksThat(({ lastSeenAtMs }) => lastSeenAtMs === this.#lastAtMs),
        [...left].filter(isSure),
        mostCost.fresh,
        reach,
      );
    }
    for (const place of left) {
      const detection = detections[place];
      if (detection === undefined || detection.score < beginScore) continue;
      const begun = begin(this.#nextId++, detection, atMs, this.#drift);
      next.push(begun);
      ids[place] = begun.id;
    }
    for (const track of free) {
      const followed = this.#followed[track];
      // What was seen once and not again was noise.
      if (followed?.isConfirmed && atMs - followed.lastSeenAtMs < forgetMs) next.push(followed);
    }
    this.#followed = next;
    this.#lastAtMs = atMs;
    return ids;
  }

  /** What is in sight as of the last frame. */
  get inSight(): readonly Track[] {
    return this.#followed
      .filter(({ lastSeenAtMs, isConfirmed }) => isConfirmed && lastSeenAtMs === this.#lastAtMs)
      .map(({ moving, ...track }) => ({ ...track, box: boxOf(moving) }));
  }

  #predict(atMs: number): void {
    const steps = this.#lastAtMs === undefined ? 0 : Math.max(0, atMs - this.#lastAtMs) / this.#options.stepMs;
    this.#followed = this.#followed.map((track) => ({ ...track, moving: predictBox(track.moving, steps) }));
  }

  /** One less the overlap; things of another kind are never the same. */
  #costs(
    tracks: readonly number[],
    places: readonly number[],
    detections: readonly Detection[],
    grown: number,
  ): number[][] {
    return tracks.map((track) => {
      const followed = this.#followed[track];
      const expected = followed === undefined ? undefined : growBox(boxOf(followed.moving), grown);
      return places.map((place) => {
        const detection = detections[place];
        if (followed === undefined || expected === undefined || detection?.label !== followed.label) {
          return Number.POSITIVE_INFINITY;
        }
        return 1 - boxOverlap(growBox(detection.box, grown), expected);
      });
    });
  }
}

const scoreOf = (detections: readonly Detection[], place: number): number => detections[place]?.score ?? 0;

/** By so many of its longer side, all around. */
function growBox(box: Box, times: number): Box {
  const by = Math.max(box.width, box.height) * times;
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

const between = (known: Speed, newest: Speed): Speed => ({
  x: known.x + (newest.x - known.x) * driftShare,
  y: known.y + (newest.y - known.y) * driftShare,
});

/** Of what one more sighting tells. */
const driftShare = 0.2;

const begin = (id: number, { label, score, box }: Detection, atMs: number, drift: Speed): Followed => ({
  id,
  label,
  score,
  moving: beginBox(box, drift),
  firstAtMs: atMs,
  lastSeenAtMs: atMs,
  isConfirmed: false,
});

const goOn = (track: Followed, { score, box }: Detection, atMs: number): Followed => ({
  ...track,
  score,
  moving: correctBox(track.moving, box),
  lastSeenAtMs: atMs,
  isConfirmed: true,
});
