import { sweepYoung } from './sweep-young.ts';

/** V8 marks its whole heap, on threads that the network wants, when some ten megabytes of dead outputs have piled up. */
const sweepAfterBytes = 2 * 1_048_576;

/**
 * Every run leaves its outputs as young garbage of a third of a megabyte, beside so little else that V8 does not sweep its young
 * objects for minutes. Marking took 0.9 ms of processor a frame of 14 ms; swept up by the megabyte they take 0.2.
 */
export class OutputGarbage {
  readonly #sweep: () => void;
  #bytes = 0;

  constructor(sweep = sweepYoung) {
    this.#sweep = sweep;
  }

  /** Called where a run begins: whoever had the outputs of the one before is done with them. */
  add(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < sweepAfterBytes) return;
    this.#bytes = 0;
    this.#sweep();
  }
}
