import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { Failure, Outcome } from '../../domain/outcome.ts';
import type { Clock } from '../clock.ts';

export interface InspectionQueueOptions {
  readonly clock: Clock;
  readonly store: (inspection: Inspection) => Promise<Outcome<unknown>>;
  readonly mostWaiting: number;
  readonly retryMs: number;
}

/** Verdicts on their way to the store, in order; one that could not be stored is tried again, and none is dropped unseen. */
export class InspectionQueue {
  readonly #options: InspectionQueueOptions;
  #waiting: Inspection[] = [];
  #sending: Promise<void> | undefined;
  #cancelRetry: () => void = () => {};
  #trouble: Failure | null = null;
  #refused = 0;

  constructor(options: InspectionQueueOptions) {
    this.#options = options;
  }

  get pressure(): { readonly waiting: number; readonly refused: number; readonly trouble: Failure | null } {
    return { waiting: this.#waiting.length, refused: this.#refused, trouble: this.#trouble };
  }

  add(inspection: Inspection): void {
    if (this.#waiting.length >= this.#options.mostWaiting) this.#refused += 1;
    else this.#waiting.push(inspection);
    if (this.#trouble === null) void this.flush();
  }

  /** Tries to store all that waits; gives up at the first that cannot be, to try again later. */
  flush(): Promise<void> {
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined;
      if (this.#trouble === null && this.#waiting.length > 0) void this.flush();
    });
    return this.#sending;
  }

  stop(): void {
    this.#cancelRetry();
  }

  async #send(): Promise<void> {
    this.#cancelRetry();
    for (let [next] = this.#waiting; next !== undefined; [next] = this.#waiting) {
      const stored = await this.#options.store(next);
      this.#trouble = stored.ok ? null : stored.failure;
      if (!stored.ok) {
        this.#cancelRetry = this.#options.clock.after(this.#options.retryMs, () => void this.flush());
        return;
      }
      this.#waiting = this.#waiting.slice(1);
    }
  }
}
