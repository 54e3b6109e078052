import type { Clock } from '../../main/engine/clock.ts';

interface Timer {
  readonly at: number;
  readonly act: () => void;
}

/** A clock that stands until told to go on. */
export class FakeClock implements Clock {
  #nowMs = 1_000;
  #timers: Timer[] = [];

  monotonicMs(): number {
    return this.#nowMs;
  }

  wallMs(): number {
    return 1_700_000_000_000 + this.#nowMs;
  }

  after(delayMs: number, act: () => void): () => void {
    const timer = { at: this.#nowMs + delayMs, act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  get pending(): number {
    return this.#timers.length;
  }

  /** Goes on by so much, running what falls due in order and letting promises settle after each. */
  async advance(byMs: number): Promise<void> {
    const until = this.#nowMs + byMs;
    await settled();
    for (let next = this.#nextDue(until); next !== undefined; next = this.#nextDue(until)) {
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#nowMs = Math.max(this.#nowMs, next.at);
      next.act();
      await settled();
    }
    this.#nowMs = until;
  }

  #nextDue(until: number): Timer | undefined {
    return this.#timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
  }
}

/** Lets every promise that can settle now do so. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
