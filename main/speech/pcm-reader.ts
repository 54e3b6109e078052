/** Turns bytes of 16-bit samples, low byte first, into numbers from -1 to 1; a sample may be cut between two pieces. */
export class PcmReader {
  #odd: number | undefined;
  #samples = new Float32Array(0);

  /** The samples are lent: their memory is used again for the next piece. */
  read(bytes: Uint8Array, deliver: (samples: Float32Array) => void): void {
    const lead = this.#odd === undefined ? 0 : 1;
    const count = (bytes.length + lead) >> 1;
    if (this.#samples.length < count) this.#samples = new Float32Array(count);
    const byte = (at: number): number => (at < lead ? (this.#odd ?? 0) : (bytes[at - lead] ?? 0));
    for (let index = 0; index < count; index += 1) {
      const whole = byte(2 * index) | (byte(2 * index + 1) << 8);
      this.#samples[index] = (whole > 0x7fff ? whole - 0x10000 : whole) / 0x8000;
    }
    this.#odd = (bytes.length + lead) % 2 === 1 ? byte(2 * count) : undefined;
    if (count > 0) deliver(this.#samples.subarray(0, count));
  }
}
