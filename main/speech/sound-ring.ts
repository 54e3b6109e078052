/** The newest samples of a stream, by their place in it; older ones are written over. */
export class SoundRing {
  readonly #samples: Float32Array;
  #written = 0;

  constructor(samples: number) {
    this.#samples = new Float32Array(samples);
  }

  /** How many samples the stream has had. */
  get written(): number {
    return this.#written;
  }

  /** The first place that is still here. */
  get oldest(): number {
    return Math.max(0, this.#written - this.#samples.length);
  }

  write(samples: Float32Array): void {
    const size = this.#samples.length;
    const kept = samples.length > size ? samples.subarray(samples.length - size) : samples;
    const start = (this.#written + samples.length - kept.length) % size;
    const first = kept.subarray(0, size - start);
    this.#samples.set(first, start);
    this.#samples.set(kept.subarray(first.length), 0);
    this.#written += samples.length;
  }

  /** Fills `into` from this place on; what is not here any more, or not yet, is silence. */
  read(from: number, into: Float32Array): void {
    const size = this.#samples.length;
    for (let index = 0; index < into.length; index += 1) {
      const at = from + index;
      into[index] = at >= this.oldest && at < this.#written ? (this.#samples[at % size] ?? 0) : 0;
    }
  }
}
