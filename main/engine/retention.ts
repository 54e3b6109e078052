import type { Outcome } from '../domain/outcome.ts';
import type { Clock } from './clock.ts';

export interface RetentionOptions {
  readonly clock: Clock;
  readonly firstAfterMs: number;
  readonly everyMs: number;
  /** How many days predictions are kept; asked anew each time. */
  readonly keepDays: () => Promise<number>;
  readonly forget: (step: { readonly olderThan: number; readonly from: number }) => Promise<Outcome<Forgotten>>;
  readonly done: (deleted: number) => void;
}

interface Forgotten {
  readonly deleted: number;
  readonly next: number | null;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Between two steps, so that the line's own rows go first. */
const breathMs = 50;

/** Forgets predictions that are older than the station keeps them, a little at a time. */
export class Retention {
  readonly #options: RetentionOptions;
  #cancel: () => void;
  #isStopped = false;

  constructor(options: RetentionOptions) {
    this.#options = options;
    this.#cancel = options.clock.after(options.firstAfterMs, () => void this.#begin());
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  async #begin(): Promise<void> {
    const { clock, keepDays } = this.#options;
    const olderThan = clock.wallMs() - (await keepDays()) * dayMs;
    await this.#step(olderThan, 0, 0);
  }

  async #step(olderThan: number, from: number, before: number): Promise<void> {
    if (this.#isStopped) return;
    const { clock, everyMs, forget, done } = this.#options;
    const step = await forget({ olderThan, from });
    const deleted = before + (step.ok ? step.value.deleted : 0);
    const next = step.ok ? step.value.next : null;
    if (this.#isStopped) return;
    if (next !== null) {
      this.#cancel = clock.after(breathMs, () => void this.#step(olderThan, next, deleted));
      return;
    }
    if (deleted > 0) done(deleted);
    this.#cancel = clock.after(everyMs, () => void this.#begin());
  }
}
