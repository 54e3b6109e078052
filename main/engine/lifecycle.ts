import { fail, type Outcome } from '../domain/outcome.ts';
import type { Clock } from './clock.ts';

export interface Part<T> {
  /** As a person would name it: "store". */
  readonly name: string;
  readonly startDeadlineMs: number;
  readonly stopDeadlineMs: number;
  readonly start: () => Promise<Outcome<T>>;
  readonly stop: (value: T) => Promise<void>;
}

interface Started {
  readonly name: string;
  readonly deadlineMs: number;
  readonly stop: () => Promise<void>;
}

/** Starts parts in order and stops them in reverse; a part that fails to start undoes those before it. */
export class Lifecycle {
  readonly #clock: Clock;
  readonly #late: (part: string) => void;
  readonly #started: Started[] = [];
  #stopping: Promise<void> | undefined;

  /** `late` hears of each part that did not stop within its deadline and was left behind. */
  constructor(clock: Clock, late: (part: string) => void) {
    this.#clock = clock;
    this.#late = late;
  }

  async start<T>(part: Part<T>): Promise<Outcome<T>> {
    const outcome = await this.#startWithin(part);
    if (!outcome.ok) {
      await this.stop();
      return outcome;
    }
    const { name, stopDeadlineMs: deadlineMs } = part;
    this.#started.push({ name, deadlineMs, stop: () => part.stop(outcome.value) });
    return outcome;
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    for (let part = this.#started.pop(); part !== undefined; part = this.#started.pop()) {
      const done = await this.#within(part.deadlineMs, part.stop());
      if (done === 'late') this.#late(part.name);
    }
  }

  async #startWithin<T>(part: Part<T>): Promise<Outcome<T>> {
    const starting = part.start();
    const first = await this.#within(part.startDeadlineMs, starting);
    if (first !== 'late') return first;
    // What comes up after its deadline is taken down again: nobody waits for it any more.
    void starting.then((outcome) => (outcome.ok ? part.stop(outcome.value) : undefined));
    return fail('deadline_exceeded', {
      thing: `The ${part.name}`,
      expected: `to start within ${part.startDeadlineMs} ms`,
      received: 'no answer',
      remedy: 'Start the station again; if it stays so, its log says where it waits.',
    });
  }

  #within<T>(deadlineMs: number, work: Promise<T>): Promise<T | 'late'> {
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.after(deadlineMs, () => resolve('late'));
      work.then(resolve, reject).finally(cancel);
    });
  }
}
