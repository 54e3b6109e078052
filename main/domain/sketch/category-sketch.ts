import { Dependence, type DependenceData } from './dependence.ts';

const mostCategories = 128;
/** Each label is one side or the other of this many splits; resemblance of neighbours is measured on each. */
const splits = 4;

export interface CategorySketchData {
  readonly counts: readonly (readonly [label: string, count: number])[];
  readonly other: number;
  readonly dependence: readonly DependenceData[];
}

/** Bits that follow from the label alone, so that sketches of different streams can be merged. */
function bitsOf(label: string): number {
  let mixed = 0x811c9dc5;
  for (let index = 0; index < label.length; index += 1) mixed = Math.imul(mixed ^ label.charCodeAt(index), 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** How often each label came, in bounded space: labels beyond the limit are counted together as `other`. */
export class CategorySketch {
  readonly #counts = new Map<string, number>();
  readonly #dependence: readonly Dependence[];
  #other = 0;
  #count = 0;

  constructor(dependence = Array.from({ length: splits }, () => new Dependence())) {
    this.#dependence = dependence;
  }

  add(label: string): void {
    this.#put(label, 1);
    const bits = bitsOf(label);
    for (const [index, dependence] of this.#dependence.entries()) dependence.add((bits >>> index) & 1);
  }

  merge(other: CategorySketch): void {
    for (const [label, count] of other.counts()) this.#put(label, count);
    this.#other += other.#other;
    this.#count += other.#other;
    for (const [index, dependence] of this.#dependence.entries()) {
      const theirs = other.#dependence[index];
      if (theirs !== undefined) dependence.merge(theirs);
    }
  }

  get count(): number {
    return this.#count;
  }

  get other(): number {
    return this.#other;
  }

  /** Most frequent first, then by name: the same for the same labels, however they came. */
  counts(): readonly (readonly [label: string, count: number])[] {
    return [...this.#counts].toSorted(([one, many], [two, more]) => more - many || (one < two ? -1 : 1));
  }

  get inflation(): number {
    return this.#dependence.reduce(
      (most, split, index) => Math.max(most, split.inflation(this.#splitVariance(index))),
      1,
    );
  }

  toData(): CategorySketchData {
    return { counts: this.counts(), other: this.#other, dependence: this.#dependence.map((split) => split.toData()) };
  }

  static fromData(data: CategorySketchData): CategorySketch {
    const sketch = new CategorySketch(
      Array.from({ length: splits }, (_, index) => Dependence.fromData(data.dependence[index] ?? [])),
    );
    for (const [label, count] of data.counts) sketch.#put(label, count);
    sketch.#other += data.other;
    sketch.#count += data.other;
    return sketch;
  }

  #put(label: string, count: number): void {
    this.#count += count;
    const known = this.#counts.get(label);
    if (known === undefined && this.#counts.size >= mostCategories) this.#other += count;
    else this.#counts.set(label, (known ?? 0) + count);
  }

  #splitVariance(index: number): number {
    const named = this.#count - this.#other;
    if (named === 0) return 0;
    let ones = 0;
    for (const [label, count] of this.#counts) ones += ((bitsOf(label) >>> index) & 1) * count;
    return (ones / named) * (1 - ones / named);
  }
}
