/**
 * One line after the other at the processor: whoever asks waits behind those that asked before, so that no line has two turns
 * while another has none. A line asks for its next turn when it has had one, and takes its newest frame only then.
 */
export class FairTurns {
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;

  async take(): Promise<void> {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#isTaken = true;
  }

  /** Handed over rather than set free: nobody who comes just now gets in between. */
  done(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#isTaken = false;
    else next();
  }
}
