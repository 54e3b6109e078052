/** Lets pictures through at a steady mean rate, without falling to half of it where the source's rate is the same. */
export class PictureRate {
  readonly #intervalMs: number;
  #nextAt = 0;

  constructor(picturesPerSecond: number) {
    this.#intervalMs = 1000 / picturesPerSecond;
  }

  /** Whether one that asked now would be let through; nothing is counted. */
  isDue(nowMs: number): boolean {
    return nowMs >= this.#nextAt;
  }

  allows(nowMs: number): boolean {
    if (!this.isDue(nowMs)) return false;
    this.#nextAt = Math.max(this.#nextAt + this.#intervalMs, nowMs);
    return true;
  }
}
