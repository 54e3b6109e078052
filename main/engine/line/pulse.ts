import type { Clock } from '../clock.ts';

export interface PulseOptions {
  readonly clock: Clock;
  /** At most one beat in this time. */
  readonly leastMs: number;
  /** A beat at least this often, whether something changed or not: rates fall when nothing comes. */
  readonly mostMs: number;
  readonly beat: () => void;
}

/** Turns any number of changes into a bounded number of publications. */
export class Pulse {
  readonly #options: PulseOptions;
  #lastAt = Number.NEGATIVE_INFINITY;
  #dueAt = Number.POSITIVE_INFINITY;
  #cancel: () => void = () => {};

  constructor(options: PulseOptions) {
    this.#options = options;
  }

  changed(): void {
    const nowMs = this.#options.clock.monotonicMs();
    const dueAt = this.#lastAt + this.#options.leastMs;
    if (dueAt <= nowMs) this.now();
    else if (dueAt < this.#dueAt) this.#arm(dueAt, nowMs);
  }

  /** For what must be seen at once, as a line that stops. */
  now(): void {
    const nowMs = this.#options.clock.monotonicMs();
    this.#lastAt = nowMs;
    this.#arm(nowMs + this.#options.mostMs, nowMs);
    this.#options.beat();
  }

  stop(): void {
    this.#cancel();
    this.#dueAt = Number.POSITIVE_INFINITY;
  }

  #arm(dueAt: number, nowMs: number): void {
    this.#cancel();
    this.#dueAt = dueAt;
    this.#cancel = this.#options.clock.after(dueAt - nowMs, () => this.now());
  }
}
