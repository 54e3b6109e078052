import type { SampleReason, SamplingSettings } from '../../../preload/contract/sampling.ts';
import { KeptLately } from './limits.ts';
import { lotOf } from './lot.ts';

export interface SamplingWish {
  readonly settings: Omit<SamplingSettings, 'mostBytes'>;
  /** Makes the draw of one station differ from another's. */
  readonly seed: number;
  /** Kept already in the minute, hour and day that now is. */
  readonly kept: readonly number[];
}

/** A detection in a frame, or a stretch of sound. */
interface Scored {
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
  readonly #seed: number;
  readonly #lately: KeptLately;
  #unsurePart: number | undefined;

  constructor({ settings, seed, kept }: SamplingWish, nowMs: number) {
    this.#settings = settings;
    this.#seed = seed;
    this.#lately = new KeptLately(settings, kept, nowMs);
  }

  /** Counts a frame that is wanted as kept. */
  decide(frame: SeenFrame, detections: readonly Scored[]): SampleReason | undefined {
    if (!this.#settings.on) return undefined;
    const reason = this.#reason(frame, detections);
    if (reason === undefined || !this.#lately.hasRoom(frame.wallTime, reason !== 'unsure')) return undefined;
    this.#lately.count(frame.wallTime);
    if (reason === 'unsure' && typeof frame.part === 'number') this.#unsurePart = frame.part;
    return reason;
  }

  #reason({ id, part }: SeenFrame, detections: readonly Scored[]): SampleReason | undefined {
    if (lotOf(id, this.#seed) < this.#settings.controlShare) return 'control';
    // The frames of one part are much alike: one of them says it all.
    if (typeof part === 'number' && part === this.#unsurePart) return undefined;
    const { low, high } = this.#settings.band;
    for (const { score } of detections) if (score >= low && score < high) return 'unsure';
    return undefined;
  }
}
