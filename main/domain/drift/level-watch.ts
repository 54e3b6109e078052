import type { BatchSpread } from '../sketch/dependence.ts';
import type { NumberSketch } from '../sketch/number-sketch.ts';
import { PageHinkley } from './page-hinkley.ts';

/**
 * In standard deviations of a batch mean: moves below half of one are let pass, and what gathers beyond must reach fifteen.
 * A still line of independent batches gets there once in millions; a step of three takes six batches.
 */
const tolerance = 0.5;
const threshold = 15;
/** Batches longer than this would make it anything but quick. */
const longestSpan = 512;

export interface LevelChange {
  readonly direction: 'up' | 'down';
  /** Mean of the batch that proved it, beside the reference's. */
  readonly mean: number;
  readonly referenceMean: number;
}

/**
 * A quick notice, long before a window closes: batches of one feature against the level and the unrest of a reference.
 * It says that the level moved; the report says whether that is drift.
 */
export class LevelWatch {
  readonly #rise: PageHinkley;
  readonly #fall: PageHinkley;
  readonly #referenceMean: number;
  readonly #deviation: number;
  readonly #span: number;
  readonly #leastShift: number;
  #sum = 0;
  #taken = 0;

  private constructor(reference: NumberSketch, level: BatchSpread, leastShift: number) {
    this.#referenceMean = reference.mean;
    this.#span = level.span;
    this.#leastShift = leastShift;
    // Moves that matter to no model weigh as nothing, however still the reference stood.
    this.#deviation = Math.max(Math.sqrt(level.variance), leastShift);
    const prior = { mean: 0, weight: level.batches };
    const options = { tolerance, threshold, leastValues: 1, memory: 1, prior };
    this.#rise = new PageHinkley(options);
    this.#fall = new PageHinkley(options);
  }

  /** Undefined where the reference is too short to know its own unrest. */
  static against(reference: NumberSketch, leastShift: number): LevelWatch | undefined {
    const level = reference.dependence.spreads().findLast(({ span }) => span <= longestSpan);
    return level === undefined ? undefined : new LevelWatch(reference, level, leastShift);
  }

  add(value: number): LevelChange | undefined {
    if (!Number.isFinite(value)) return undefined;
    this.#sum += value;
    this.#taken += 1;
    if (this.#taken < this.#span) return undefined;
    const mean = this.#sum / this.#span;
    this.#sum = 0;
    this.#taken = 0;
    const away = (mean - this.#referenceMean) / this.#deviation;
    const [rose, fell] = [this.#rise.add(away), this.#fall.add(-away)];
    if (!(rose || fell) || Math.abs(mean - this.#referenceMean) < this.#leastShift) return undefined;
    return { direction: rose ? 'up' : 'down', mean, referenceMean: this.#referenceMean };
  }
}
