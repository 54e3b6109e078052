/** What silence is told as: below it a 16-bit recorder has nothing to tell. */
const floorDb = -100;

const decibelsOf = (amplitude: number): number =>
  amplitude <= 0 ? floorDb : Math.min(0, Math.max(floorDb, 20 * Math.log10(amplitude)));

/** How loud it was since it was last asked, over samples from -1 to 1. */
export class LevelMeter {
  #sum = 0;
  #peak = 0;
  #count = 0;

  add(samples: Float32Array): void {
    for (const sample of samples) {
      this.#sum += sample * sample;
      const size = Math.abs(sample);
      if (size > this.#peak) this.#peak = size;
    }
    this.#count += samples.length;
  }

  /** And begins anew. */
  take(): { readonly rmsDb: number; readonly peakDb: number } {
    const rms = this.#count === 0 ? 0 : Math.sqrt(this.#sum / this.#count);
    const level = { rmsDb: decibelsOf(rms), peakDb: decibelsOf(this.#peak) };
    this.#sum = 0;
    this.#peak = 0;
    this.#count = 0;
    return level;
  }
}
