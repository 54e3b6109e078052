import { type Failure, fail, failure, type Outcome } from '../domain/outcome.ts';

interface Pending {
  readonly settle: (outcome: Outcome<unknown>) => void;
  readonly timer: NodeJS.Timeout | undefined;
}

export const threadIsGone: Failure = failure('worker_exited', {
  thing: 'Store',
  expected: 'its thread to run',
  remedy: 'It is being started again; ask once more in a moment.',
});

export const tooLate = (deadlineMs: number): Outcome<never> =>
  fail('deadline_exceeded', {
    thing: 'Store',
    expected: `an answer within ${deadlineMs} ms`,
    remedy: 'Ask again; if it stays slow, look at the load on the disk.',
  });

/** Calls that wait for the thread: each settles by its reply, its deadline or the thread's end, and they are bounded. */
export class Calls {
  readonly #pending = new Map<number, Pending>();
  readonly #mostPending: number;
  #next = 1;

  constructor(mostPending: number) {
    this.#mostPending = mostPending;
  }

  /** Without a deadline the call waits for its reply or the thread's end: for what must not be sent a second time. */
  start(deadlineMs: number | null, send: (call: number) => void): Promise<Outcome<unknown>> {
    if (this.#pending.size >= this.#mostPending) return Promise.resolve(this.#tooMany());
    const call = this.#next++;
    return new Promise((resolve) => {
      const settle = (outcome: Outcome<unknown>): void => resolve(outcome);
      const timer =
        deadlineMs === null ? undefined : setTimeout(() => this.settle(call, tooLate(deadlineMs)), deadlineMs);
      this.#pending.set(call, { settle, timer });
      send(call);
    });
  }

  /** A reply that comes after the deadline finds nobody waiting and is let go. */
  settle(call: number, outcome: Outcome<unknown>): void {
    const pending = this.#pending.get(call);
    if (pending === undefined) return;
    clearTimeout(pending.timer);
    this.#pending.delete(call);
    pending.settle(outcome);
  }

  settleAll(outcome: Outcome<unknown>): void {
    for (const call of [...this.#pending.keys()]) this.settle(call, outcome);
  }

  #tooMany(): Outcome<never> {
    return fail('overloaded', {
      thing: 'Store',
      expected: `at most ${this.#mostPending} calls at a time`,
      remedy: 'Wait for some to be answered, then ask again.',
    });
  }
}
