import { type BackOff, backOffMs } from '../../domain/back-off.ts';
import type { Clock } from '../clock.ts';

export interface LaterTriesOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly backOff: BackOff;
  readonly attempt: () => void;
}

/** Tries again by itself, ever more seldom until it has worked; one try at a time is planned. */
export class LaterTries {
  readonly #options: LaterTriesOptions;
  #count = 0;
  #cancel: () => void = () => {};

  constructor(options: LaterTriesOptions) {
    this.#options = options;
  }

  plan(): void {
    const { clock, random, backOff, attempt } = this.#options;
    const delayMs = backOffMs(backOff, this.#count, random());
    this.#count += 1;
    this.#cancel = clock.after(delayMs, attempt);
  }

  cancel(): void {
    this.#cancel();
  }

  worked(): void {
    this.#count = 0;
  }
}
