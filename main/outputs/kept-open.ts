import type { OutputState } from '../../preload/contract/outputs.ts';
import type { Failure, Outcome } from '../domain/outcome.ts';
import {
  afterFailure,
  afterSuccess,
  type Breaker,
  type BreakerRule,
  closedBreaker,
  letThrough,
} from '../domain/outputs/breaker.ts';
import type { Lost, OutputClock } from './job.ts';

export interface KeptOpenOptions<T> {
  readonly clock: OutputClock;
  readonly random: () => number;
  readonly rule: BreakerRule;
  /** Between two tries while the breaker is closed. */
  readonly retryMs: number;
  readonly open: (lost: Lost) => Promise<Outcome<T>>;
  /** It is open; what stood there before is not known. */
  readonly opened: (value: T) => void;
  readonly closed: (failure: Failure | null) => void;
  readonly changed: () => void;
}

const mostClosingMs = 500;

interface Closable {
  close(): Promise<void>;
}

/** Keeps one output open: reaches it again when it was lost, ever more seldom, and leaves it alone while its breaker is open. */
export class KeptOpen<T extends Closable> {
  readonly #options: KeptOpenOptions<T>;
  #breaker: Breaker = closedBreaker;
  #value: T | undefined;
  /** Counts the tries: what an older one says late is not listened to. */
  #attempt = 0;
  #isRunning = false;
  #isTrying = false;
  #note = '';
  #cancel: () => void = () => undefined;
  #closing: Promise<void> = Promise.resolve();

  constructor(options: KeptOpenOptions<T>) {
    this.#options = options;
  }

  get value(): T | undefined {
    return this.#value;
  }

  get news(): Pick<OutputState, 'state' | 'note' | 'nextTryAt'> {
    const { clock } = this.#options;
    const isAway = this.#breaker.state === 'open';
    const nextTryAt = isAway ? Math.round(clock.wallMs() + this.#breaker.openUntilMs - clock.monotonicMs()) : null;
    if (!this.#isRunning) return { state: 'off', note: '', nextTryAt: null };
    const state = isAway ? 'away' : this.#value === undefined ? 'connecting' : 'connected';
    return { state, note: this.#note, nextTryAt };
  }

  start(): void {
    this.#isRunning = true;
    this.#open();
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#cancel();
    this.#drop(null);
    // The other side may not answer any more: it is not waited for longer than this.
    const late = Promise.withResolvers<void>();
    const cancel = this.#options.clock.after(mostClosingMs, late.resolve);
    await Promise.race([this.#closing, late.promise]);
    cancel();
  }

  /** Whether it may be used now: while it is being tried, one at a time decides for all. */
  take(): T | undefined {
    if (this.#value === undefined || (this.#breaker.state === 'half-open' && this.#isTrying)) return undefined;
    this.#isTrying = this.#breaker.state === 'half-open';
    return this.#value;
  }

  worked(): void {
    this.#isTrying = false;
    const wasWhole = this.#breaker.state === 'closed' && this.#note === '';
    this.#breaker = afterSuccess();
    this.#note = '';
    if (!wasWhole) this.#options.changed();
  }

  /** What is open stays so unless it `isLost`: a server may refuse one thing and take the next. */
  failed(failure: Failure, isLost: boolean): void {
    if (!this.#isRunning) return;
    const { clock, random, rule } = this.#options;
    this.#isTrying = false;
    this.#note = failure.message;
    this.#breaker = afterFailure(this.#breaker, rule, clock.monotonicMs(), random());
    if (isLost || this.#breaker.state === 'open') {
      this.#drop(failure);
      this.#plan();
    }
    this.#options.changed();
  }

  #open(): void {
    const { clock, open, opened, changed } = this.#options;
    const { isLet, breaker } = letThrough(this.#breaker, clock.monotonicMs());
    if (!isLet && breaker.state === 'open') {
      this.#plan();
      return;
    }
    this.#breaker = breaker;
    this.#attempt += 1;
    const attempt = this.#attempt;
    const isOurs = (): boolean => this.#isRunning && attempt === this.#attempt;
    const lost: Lost = (why) => {
      if (isOurs() && !why.ok) this.failed(why.failure, true);
    };
    changed();
    void open(lost).then((outcome) => {
      if (!isOurs()) {
        if (outcome.ok) void outcome.value.close();
        return;
      }
      if (!outcome.ok) return this.failed(outcome.failure, true);
      this.#value = outcome.value;
      if (this.#breaker.state === 'closed') this.#note = '';
      opened(outcome.value);
      changed();
    });
  }

  #drop(failure: Failure | null): void {
    this.#attempt += 1;
    const value = this.#value;
    this.#value = undefined;
    if (value === undefined) return;
    this.#closing = value.close();
    this.#options.closed(failure);
  }

  #plan(): void {
    const { clock, retryMs } = this.#options;
    const { state, openUntilMs } = this.#breaker;
    const delayMs = state === 'open' ? Math.max(0, openUntilMs - clock.monotonicMs()) : retryMs;
    this.#cancel();
    this.#cancel = clock.after(delayMs, () => this.#open());
  }
}
