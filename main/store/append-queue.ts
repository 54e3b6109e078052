import { type Failure, fail, type Outcome, succeed } from '../domain/outcome.ts';
import type { NewPrediction } from './packed-predictions.ts';

export interface QueueOptions {
  /** Rows are held at most this long before they are sent. */
  readonly gatherMs: number;
  /** This many rows are sent without waiting; also the most in one transaction. */
  readonly batchRows: number;
  readonly mostWaitingRows: number;
  /** Time until rows that could not be stored are tried again. */
  readonly retryMs: number;
}

/** How the queue stands: what a health page and a limit on the sender look at. */
export interface Pressure {
  readonly waitingRows: number;
  readonly mostWaitingRows: number;
  readonly refusedRows: number;
  readonly storedRows: number;
  /** Why rows are not being stored just now. */
  readonly trouble: Failure | null;
}

/** Gathers rows and hands them over a batch at a time; a batch leaves the queue only when it is known to be stored. */
export class AppendQueue {
  readonly #options: QueueOptions;
  readonly #store: (rows: readonly NewPrediction[]) => Promise<Outcome<unknown>>;
  #waiting: NewPrediction[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  #refusedRows = 0;
  #storedRows = 0;
  #trouble: Failure | null = null;
  #stopped = false;

  constructor(options: QueueOptions, store: (rows: readonly NewPrediction[]) => Promise<Outcome<unknown>>) {
    this.#options = options;
    this.#store = store;
  }

  get pressure(): Pressure {
    return {
      waitingRows: this.#waiting.length,
      mostWaitingRows: this.#options.mostWaitingRows,
      refusedRows: this.#refusedRows,
      storedRows: this.#storedRows,
      trouble: this.#trouble,
    };
  }

  /** Takes all rows or none. Taken is not yet stored: `flush` tells when they are. */
  append(rows: readonly NewPrediction[]): Outcome<{ waitingRows: number }> {
    if (this.#waiting.length + rows.length > this.#options.mostWaitingRows) return this.#refuse(rows.length);
    for (const row of rows) this.#waiting.push(row);
    if (this.#sending === undefined) this.#arrange();
    return succeed({ waitingRows: this.#waiting.length });
  }

  /** Succeeds when every row that was taken before is stored; after a failure they still wait and are tried again. */
  async flush(): Promise<Outcome<null>> {
    const target = this.#storedRows + this.#waiting.length;
    while (this.#storedRows < target) {
      await this.#send();
      if (this.#trouble !== null) return { ok: false, failure: this.#trouble };
    }
    return succeed(null);
  }

  /** No row is tried again from here on. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #arrange(): void {
    if (this.#stopped || this.#waiting.length === 0) return;
    if (this.#trouble === null && this.#waiting.length >= this.#options.batchRows) {
      void this.#send();
      return;
    }
    const delayMs = this.#trouble === null ? this.#options.gatherMs : this.#options.retryMs;
    this.#timer ??= setTimeout(() => void this.#send(), delayMs);
  }

  #send(): Promise<void> {
    this.#sending ??= this.#sendOne().finally(() => {
      this.#sending = undefined;
      this.#arrange();
    });
    return this.#sending;
  }

  async #sendOne(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#waiting.slice(0, this.#options.batchRows);
    const outcome = await this.#store(batch);
    this.#trouble = outcome.ok ? null : outcome.failure;
    if (!outcome.ok) return;
    this.#waiting = this.#waiting.slice(batch.length);
    this.#storedRows += batch.length;
  }

  #refuse(count: number): Outcome<never> {
    this.#refusedRows += count;
    if (this.#trouble !== null) return { ok: false, failure: this.#trouble };
    return fail('overloaded', {
      thing: 'Prediction log',
      expected: `at most ${this.#options.mostWaitingRows} rows waiting to be stored`,
      remedy: 'Lower the frame rate, or give the station a faster disk.',
    });
  }
}
