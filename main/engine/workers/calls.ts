import { type Failure, failure, type Outcome } from '../../domain/outcome.ts';
import type { Reply, Request } from '../../workers/protocol.ts';
import type { Clock } from '../clock.ts';

export interface CallsOptions {
  /** The other process, as a person would name it. */
  readonly part: string;
  readonly clock: Clock;
  readonly maxInFlight: number;
  readonly send: (request: Request) => void;
}

interface Waiting {
  readonly settle: (outcome: Outcome<unknown>) => void;
  readonly cancelDeadline: () => void;
}

/** Calls to another process. Each settles exactly once: by its reply, its deadline or the end of that process. */
export class Calls {
  readonly #options: CallsOptions;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #closed: Failure | undefined;

  constructor(options: CallsOptions) {
    this.#options = options;
  }

  get inFlight(): number {
    return this.#waiting.size;
  }

  call(verb: string, input: unknown, deadlineMs: number): Promise<Outcome<unknown>> {
    const { part, clock, maxInFlight, send } = this.#options;
    if (this.#closed !== undefined) return Promise.resolve({ ok: false, failure: this.#closed });
    if (this.#waiting.size >= maxInFlight)
      return Promise.resolve({ ok: false, failure: overloaded(part, maxInFlight) });
    const call = this.#next++;
    return new Promise((resolve) => {
      const cancelDeadline = clock.after(deadlineMs, () =>
        this.#settle(call, { ok: false, failure: late(part, verb, deadlineMs) }),
      );
      this.#waiting.set(call, { settle: resolve, cancelDeadline });
      send({ kind: 'request', call, verb, input });
    });
  }

  /** A reply to a call that is settled already came too late and changes nothing. */
  reply(reply: Reply): void {
    this.#settle(reply.call, reply.outcome);
  }

  /** The process is gone: what waits fails now, and so does whatever is asked from here on. */
  close(reason: Failure): void {
    this.#closed = reason;
    for (const call of [...this.#waiting.keys()]) this.#settle(call, { ok: false, failure: reason });
  }

  #settle(call: number, outcome: Outcome<unknown>): void {
    const waiting = this.#waiting.get(call);
    if (waiting === undefined) return;
    this.#waiting.delete(call);
    waiting.cancelDeadline();
    waiting.settle(outcome);
  }
}

const overloaded = (part: string, maxInFlight: number): Failure =>
  failure('overloaded', {
    thing: `The ${part}`,
    expected: `at most ${maxInFlight} calls at a time`,
    remedy: 'Try again when the calls before this one are answered.',
  });

const late = (part: string, verb: string, deadlineMs: number): Failure =>
  failure('deadline_exceeded', {
    thing: `The ${part}`,
    expected: `an answer to "${verb}" within ${deadlineMs} ms`,
    received: 'none',
    remedy: 'Try again; the station restarts a part that stays silent.',
  });
