import { failure } from '../../../main/domain/outcome.ts';

export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

/** Callers remembered at once; the one longest unheard makes room, and starts anew with a full bucket. */
const callersMost = 10_000;

interface Bucket {
  readonly left: number;
  readonly at: number;
}

/** So many calls in a burst, then so many a second, for each caller by itself. */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(limit: RateLimit, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Whether a call may be made now; it is counted where it may. */
  take(caller: string): boolean {
    const left = this.#left(caller);
    const may = left >= 1;
    this.#buckets.delete(caller);
    this.#buckets.set(caller, { left: may ? left - 1 : left, at: this.#now() });
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > callersMost && oldest !== undefined) this.#buckets.delete(oldest);
    return may;
  }

  /** Whether a call could be made now, without counting one. */
  has(caller: string): boolean {
    return this.#left(caller) >= 1;
  }

  #left(caller: string): number {
    const { perSecond, burst } = this.#limit;
    const bucket = this.#buckets.get(caller);
    if (bucket === undefined) return burst;
    return Math.min(burst, bucket.left + (Math.max(0, this.#now() - bucket.at) / 1000) * perSecond);
  }
}

export const tooMany = (what: string) =>
  failure('overloaded', {
    thing: what,
    expected: 'fewer requests at a time',
    received: 'more than this endpoint takes from one caller',
    remedy: 'Wait a few seconds, then go on more slowly.',
  });
