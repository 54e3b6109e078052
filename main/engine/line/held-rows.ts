import type { Prediction } from '../../../preload/contract/predictions.ts';
import type { SampleReason } from '../../../preload/contract/sampling.ts';

interface Held {
  readonly row: Omit<Prediction, 'id'>;
  readonly reason: SampleReason;
}

/** More than this many behind, and the picture is not coming any more. */
const mostHeld = 8;

/** Rows whose pictures are on their way: the two are stored together, and a row without its picture alone. */
export class HeldRows {
  readonly #rows = new Map<string, Held>();
  readonly #alone: (row: Held['row'], reason: SampleReason) => void;

  constructor(alone: (row: Held['row'], reason: SampleReason) => void) {
    this.#alone = alone;
  }

  hold(row: Held['row'], reason: SampleReason): void {
    this.#rows.set(row.frameId, { row, reason });
    const [oldest] = this.#rows.keys();
    if (this.#rows.size > mostHeld && oldest !== undefined) this.#letGo(oldest);
  }

  take(frameId: string): Held | undefined {
    const held = this.#rows.get(frameId);
    this.#rows.delete(frameId);
    return held;
  }

  letAllGo(): void {
    for (const frameId of [...this.#rows.keys()]) this.#letGo(frameId);
  }

  #letGo(frameId: string): void {
    const held = this.take(frameId);
    if (held !== undefined) this.#alone(held.row, held.reason);
  }
}
