import type { FailureCode } from '../../../preload/contract/failures.ts';
import type { Failure, Outcome } from '../../domain/outcome.ts';

export interface LaterOptions {
  readonly mostWaiting: number;
  /** A write that can never succeed, or one for which there was no room to wait. */
  readonly lost: (why: Failure | 'no room to wait') => void;
}

/** These pass, and left nothing written. A write that was only late may yet be done: twice would count twice. */
const passing: readonly FailureCode[] = ['disk_full', 'read_only', 'overloaded', 'worker_exited'];

/** Writes in their order, away from the line: one that fails for now is tried again at the next tick. */
export class Later {
  readonly #options: LaterOptions;
  readonly #waiting: (() => Promise<Outcome<unknown>>)[] = [];
  #running: Promise<void> | undefined;

  constructor(options: LaterOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  add(write: () => Promise<Outcome<unknown>>): void {
    if (this.#waiting.length >= this.#options.mostWaiting) {
      this.#waiting.shift();
      this.#options.lost('no room to wait');
    }
    this.#waiting.push(write);
    void this.flush();
  }

  /** Settles when nothing waits any more, or when what waits must wait on. */
  flush(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    for (let write = this.#waiting[0]; write !== undefined; write = this.#waiting[0]) {
      const outcome = await write();
      if (!outcome.ok && passing.includes(outcome.failure.code)) return;
      if (this.#waiting[0] === write) this.#waiting.shift();
      if (!outcome.ok) this.#options.lost(outcome.failure);
    }
  }
}
