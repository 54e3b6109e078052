import type { Outline } from '../../../preload/contract/recipes.ts';
import type { SampleReason, SamplingSettings } from '../../../preload/contract/sampling.ts';
import type { Box, Point } from '../../../preload/contract/values.ts';
import { endsOf, type UnsureBand } from '../confidence/band.ts';
import { centreOf, cornersOf } from '../recipe/geometry.ts';
import { isInside } from '../tracking/zone.ts';
import { KeptLately, type SharedLimits } from './limits.ts';
import { lotOf } from './lot.ts';

export interface SamplingWish {
  readonly settings: Omit<SamplingSettings, 'mostBytes'>;
  /** One for each model of a line, in their order: what was fitted to it goes before the band of the settings. */
  readonly bands?: readonly (UnsureBand | null)[] | undefined;
  /** One for each model too: doubt about what lies outside of the region that judges is nobody's. The whole picture where null. */
  readonly regions?: readonly (Outline | null)[] | undefined;
  /** Makes the draw of one station differ from another's. */
  readonly seed: number;
  /** Kept already in the minute, hour and day that now is. */
  readonly kept: readonly number[];
}

/** A detection in a frame, or a stretch of sound. */
interface Scored {
  readonly label?: string | undefined;
  readonly score: number;
  /** Of a picture alone. */
  readonly box?: Box | undefined;
}

export interface SeenFrame {
  readonly id: string;
  readonly wallTime: number;
  readonly part: number | null | undefined;
  /** Of a picture, in pixels. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** Decides which frames are worth a person's time. A frame that is not kept costs a walk over its detections and no memory. */
export class Sampler {
  readonly #settings: SamplingWish['settings'];
  readonly #bands: readonly (UnsureBand | null)[];
  readonly #regions: readonly (Outline | null)[];
  /** The regions in pixels of pictures of one size: a line has hardly ever another. */
  #laid:
    | { readonly width: number; readonly height: number; readonly corners: readonly (readonly Point[] | null)[] }
    | undefined;
  readonly #seed: number;
  readonly #limits: SharedLimits;
  #unsurePart: number | undefined;

  /** A newer wish counts for all that share its limits. */
  constructor(
    { settings, bands = [null], regions = [], seed, kept }: SamplingWish,
    nowMs: number,
    limits: SharedLimits = {},
  ) {
    this.#settings = settings;
    this.#bands = bands;
    this.#regions = regions;
    this.#seed = seed;
    this.#limits = limits;
    limits.lately = new KeptLately(settings, kept, nowMs);
  }

  /** For one of the models that look at it, the first where none is named. Counts a frame that is wanted as kept. */
  decide(frame: SeenFrame, detections: readonly Scored[], model = 0): SampleReason | undefined {
    if (!this.#settings.on) return undefined;
    const reason = this.#reason(frame, detections, model);
    const { lately } = this.#limits;
    if (reason === undefined || lately?.hasRoom(frame.wallTime, reason !== 'unsure') !== true) return undefined;
    lately.count(frame.wallTime);
    if (reason === 'unsure' && typeof frame.part === 'number') this.#unsurePart = frame.part;
    return reason;
  }

  /** Whether the lot falls on this frame and there is room for it, for whoever has time for no other. Counts nothing. */
  draws({ id, wallTime }: SeenFrame, model = 0): boolean {
    return this.#settings.on && this.#drawnFor(id) === model && this.#limits.lately?.hasRoom(wallTime, true) === true;
  }

  /** Each model draws frames of its own, and no other model takes them: what is drawn depends on nothing that was seen. */
  #drawnFor(id: string): number | undefined {
    const models = this.#bands.length;
    const place = Math.floor(lotOf(id, this.#seed) / Math.min(this.#settings.controlShare, 1 / models));
    return place < models ? place : undefined;
  }

  #reason(frame: SeenFrame, detections: readonly Scored[], model: number): SampleReason | undefined {
    const { id, part } = frame;
    const { band } = this.#settings;
    const drawnFor = this.#drawnFor(id);
    if (drawnFor !== undefined) return drawnFor === model ? 'control' : undefined;
    // The frames of one part are much alike: one of them says it all.
    if (typeof part === 'number' && part === this.#unsurePart) return undefined;
    const own = this.#bands[model] ?? band;
    for (const { label = '', score, box } of detections) {
      const { low, high } = endsOf(own, label);
      if (score >= low && score < high && this.#counts(box, frame, model)) return 'unsure';
    }
    return undefined;
  }

  /** As the judge has it: a thing lies where the centre of its box does. Asked of the few that are unsure. */
  #counts(box: Box | undefined, { width = 0, height = 0 }: SeenFrame, model: number): boolean {
    if (box === undefined || this.#regions.length === 0) return true;
    if (this.#laid?.width !== width || this.#laid.height !== height) {
      const corners = this.#regions.map((region) => region && cornersOf(region, { width, height }));
      this.#laid = { width, height, corners };
    }
    const region = this.#laid.corners[model] ?? null;
    return region === null || isInside(centreOf(box), region);
  }
}
