import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/**
 * One line after the other at the processor: whoever asks waits behind those that asked before, so that no line has two turns
 * while another has none. A line asks for its next turn when it has had one, and takes its newest frame only then.
 */
export class FairTurns {
  readonly #waiting: (() => void)[] = [];
  readonly #watching = new Set<() => void>();
  #isTaken = false;

  async take(): Promise<void> {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#isTaken = true;
  }

  /** For work that can wait: a turn that no line wants, or after so long one like any other, as busy lines would leave it none. */
  async takeBehind(atMostMs: number): Promise<void> {
    const until = performance.now() + atMostMs;
    for (let leftMs = atMostMs; leftMs > 0; leftMs = until - performance.now()) {
      // A line that has just had its turn asks for the next one before this goes on.
      await nextTurn();
      if (!this.#isTaken) {
        this.#isTaken = true;
        return;
      }
      await this.#freed(leftMs);
    }
    await this.take();
  }

  /** Handed over rather than set free: nobody who comes just now gets in between. */
  done(): void {
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next();
      return;
    }
    this.#isTaken = false;
    for (const tell of this.#watching) tell();
  }

  async #freed(atMostMs: number): Promise<void> {
    const stop = new AbortController();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#watching.add(resolve);
    // Late by so much at the most, should it not be told.
    const timer = sleep(atMostMs, undefined, { signal: stop.signal }).catch(() => undefined);
    await Promise.race([promise, timer]);
    this.#watching.delete(resolve);
    stop.abort();
  }
}
