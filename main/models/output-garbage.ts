/** V8 marks its whole heap, on threads that the network wants, when some ten megabytes of dead outputs have piled up. */
const sweepAfterBytes = 2 * 1_048_576;

/** There where the process was started with `--expose-gc`, as the launchers of workers do. */
const { gc } = globalThis as { readonly gc?: (options: { readonly type: 'minor' }) => void };
export const sweepYoung = gc && (() => gc({ type: 'minor' }));

/**
 * Every run leaves its outputs as young garbage of a third of a megabyte, beside so little else that V8 does not sweep its young
 * objects for minutes. To sweep them by the megabyte costs a twentieth of the marking that it spares.
 */
export class OutputGarbage {
  readonly #sweep: (() => void) | undefined;
  #bytes = 0;

  constructor(sweep = sweepYoung) {
    this.#sweep = sweep;
  }

  /** Called where a run begins: whoever had the outputs of the one before is done with them. */
  add(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < sweepAfterBytes) return;
    this.#bytes = 0;
    this.#sweep?.();
  }
}
