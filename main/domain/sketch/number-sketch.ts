import { Dependence, type DependenceData } from './dependence.ts';
import { addToMoments, type Moments, mergeMoments, noMoments, varianceOf } from './moments.ts';
import { packCounts, unpackCounts } from './packed-counts.ts';
import { binOf, edgePlace, type Scale, valueAt } from './scale.ts';

export interface NumberSketchData {
  readonly moments: readonly [count: number, mean: number, m2: number];
  /** Smallest and largest value; null while there is none. */
  readonly range: readonly [min: number, max: number] | null;
  readonly bins: readonly number[];
  readonly dependence: DependenceData;
}

/**
 * A stream of numbers in constant space. Counts are by fixed fine bins: ranks at bin edges are exact, so are merges, and
 * a rank elsewhere errs by less than the share of values in its own bin; a quantile errs by at most one bin's width.
 */
export class NumberSketch {
  readonly scale: Scale;
  readonly counts: Float64Array;
  readonly dependence: Dependence;
  readonly #moments: Moments = noMoments();
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  constructor(scale: Scale, dependence = new Dependence()) {
    this.scale = scale;
    this.counts = new Float64Array(scale.bins);
    this.dependence = dependence;
  }

  /** A value that is not finite says nothing and is not counted. */
  add(value: number): void {
    if (!Number.isFinite(value)) return;
    const bin = binOf(this.scale, value);
    this.counts[bin] = (this.counts[bin] ?? 0) + 1;
    addToMoments(this.#moments, value);
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
    this.dependence.add(value);
  }

  merge(other: NumberSketch): void {
    for (let bin = 0; bin < this.counts.length; bin += 1) {
      this.counts[bin] = (this.counts[bin] ?? 0) + (other.counts[bin] ?? 0);
    }
    mergeMoments(this.#moments, other.#moments);
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
    this.dependence.merge(other.dependence);
  }

  get count(): number {
    return this.#moments.count;
  }

  get mean(): number {
    return this.#moments.mean;
  }

  get variance(): number {
    return varianceOf(this.#moments);
  }

  get min(): number | undefined {
    return this.count === 0 ? undefined : this.#min;
  }

  get max(): number | undefined {
    return this.count === 0 ? undefined : this.#max;
  }

  /** How many of these values weigh as much as one independent value. */
  get inflation(): number {
    return this.dependence.inflation(this.variance);
  }

  /** The value below which this share of all values lies, to within one bin. */
  quantile(share: number): number | undefined {
    if (this.count === 0) return undefined;
    const rank = Math.max(1, Math.ceil(share * this.count));
    let seen = 0;
    for (let bin = 0; bin < this.counts.length; bin += 1) {
      seen += this.counts[bin] ?? 0;
      if (seen >= rank)
        return Math.min(this.#max, Math.max(this.#min, valueAt(this.scale, edgePlace(this.scale, bin + 0.5))));
    }
    return this.#max;
  }

  toData(): NumberSketchData {
    const { count, mean, m2 } = this.#moments;
    return {
      moments: [count, mean, m2],
      range: count === 0 ? null : [this.#min, this.#max],
      bins: packCounts(this.counts),
      dependence: this.dependence.toData(),
    };
  }

  static fromData(scale: Scale, data: NumberSketchData): NumberSketch {
    const sketch = new NumberSketch(scale, Dependence.fromData(data.dependence));
    const [count, mean, m2] = data.moments;
    mergeMoments(sketch.#moments, { count, mean, m2 });
    [sketch.#min, sketch.#max] = data.range ?? [sketch.#min, sketch.#max];
    unpackCounts(data.bins, sketch.counts);
    return sketch;
  }
}
