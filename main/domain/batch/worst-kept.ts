export interface Kept {
  readonly index: number;
  readonly severity: number;
}

/** Keeps the worst so many: which are kept, and what makes room for a worse one. */
export class WorstKept {
  readonly #most: number;
  readonly #kept: Kept[];

  constructor(most: number, kept: readonly Kept[]) {
    this.#most = most;
    this.#kept = kept.toSorted((a, b) => a.severity - b.severity);
  }

  /** A picture must be at least this bad to be kept; 0 while there is room. */
  get threshold(): number {
    return this.#kept.length < this.#most ? 0 : (this.#kept[0]?.severity ?? 0);
  }

  /** The index that makes room, undefined where none has to, or false where this one is not bad enough. */
  offer(one: Kept): number | undefined | false {
    const isFull = this.#kept.length >= this.#most;
    if (isFull && one.severity <= this.threshold) return false;
    const gone = isFull ? this.#kept.shift()?.index : undefined;
    const at = this.#kept.findIndex(({ severity }) => severity > one.severity);
    this.#kept.splice(at === -1 ? this.#kept.length : at, 0, one);
    return gone;
  }
}
