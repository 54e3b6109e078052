export interface PageHinkleyOptions {
  /** Changes of the mean below this are let pass. */
  readonly tolerance: number;
  /** How much must have gathered beyond the tolerance before it is a change. */
  readonly threshold: number;
  /** Nothing is said before this many values. */
  readonly leastValues: number;
  /** What is kept of the past at each value; 1 forgets nothing. */
  readonly memory: number;
  /** The mean to begin from, and how many values it stands for. */
  readonly prior: { readonly mean: number; readonly weight: number };
}

/** Page and Hinkley's test, in constant space: notices when a mean has risen, and starts anew thereafter. */
export class PageHinkley {
  readonly #options: PageHinkleyOptions;
  #count = 0;
  #mean = 0;
  #gathered = 0;

  constructor(options: PageHinkleyOptions) {
    this.#options = options;
    this.#restart();
  }

  /** True where this value proves that the mean rose. */
  add(value: number): boolean {
    const { tolerance, threshold, leastValues, memory, prior } = this.#options;
    this.#count += 1;
    this.#mean += (value - this.#mean) / (this.#count + prior.weight);
    this.#gathered = Math.max(0, memory * this.#gathered + value - this.#mean - tolerance);
    if (this.#count < leastValues || this.#gathered < threshold) return false;
    this.#restart();
    return true;
  }

  #restart(): void {
    this.#count = 0;
    this.#mean = this.#options.prior.mean;
    this.#gathered = 0;
  }
}
