import type { SampleReason, SamplingSettings } from '../../../preload/contract/sampling.ts';
import { endsOf, type UnsureBand } from '../confidence/band.ts';
import { KeptLately, type SharedLimits } from './limits.ts';
import { lotOf } from './lot.ts';

export interface SamplingWish {
  readonly settings: Omit<SamplingSettings, 'mostBytes'>;
  /** One for each model of a line, in their order: what was fitted to it goes before the band of the settings. */
  readonly bands?: readonly (UnsureBand | null)[] | undefined;
  /** Makes the draw of one station differ from another's. */
  readonly seed: number;
  /** Kept already in the minute, hour and day that now is. */
  readonly kept: readonly number[];
}

/** A detection in a frame, or a stretch of sound. */
interface Scored {
  readonly label?: string | undefined;
  readonly score: number;
}

export interface SeenFrame {
  readonly id: string;
  readonly wallTime: number;
  readonly part: number | null | undefined;
}

/** Decides which frames are worth a person's time. A frame that is not kept costs a walk over its detections and no memory. */
export class Sampler {
  readonly #settings: SamplingWish['settings'];
  readonly #bands: readonly (UnsureBand | null)[];
  readonly #seed: number;
  readonly #limits: SharedLimits;
  #unsurePart: number | undefined;

  /** A newer wish counts for all that share its limits. */
  constructor({ settings, bands = [null], seed, kept }: SamplingWish, nowMs: number, limits: SharedLimits = {}) {
    this.#settings = settings;
    this.#bands = bands;
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

  #reason({ id, part }: SeenFrame, detections: readonly Scored[], model: number): SampleReason | undefined {
    const { band } = this.#settings;
    const drawnFor = this.#drawnFor(id);
    if (drawnFor !== undefined) return drawnFor === model ? 'control' : undefined;
    // The frames of one part are much alike: one of them says it all.
    if (typeof part === 'number' && part === this.#unsurePart) return undefined;
    const own = this.#bands[model] ?? band;
    for (const { label = '', score } of detections) {
      const { low, high } = endsOf(own, label);
      if (score >= low && score < high) return 'unsure';
    }
    return undefined;
  }
}
