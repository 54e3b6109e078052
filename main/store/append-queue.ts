import { type Failure, fail, type Outcome, succeed } from '../domain/outcome.ts';
import { type NewPrediction, type PackedPredictions, packPredictions } from './packed-predictions.ts';

export interface QueueOptions {
  /** Rows are held at most this long before they are sent. */
  readonly gatherMs: number;
  /** So many rows are sent without waiting, and no more than that at once. */
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

interface Batch {
  readonly sequence: number;
  readonly rows: number;
  readonly packed: PackedPredictions;
}

/** One is stored while the next is on its way, so that the thread never waits for this side. */
const mostUnderWay = 2;

/** Gathers rows and hands them over a batch at a time; a batch is let go only when it is known to be stored. */
export class AppendQueue {
  readonly #options: QueueOptions;
  readonly #store: (packed: PackedPredictions) => Promise<Outcome<unknown>>;
  readonly #underWay = new Map<number, Promise<void>>();
  /** Packed and in order; one that could not be stored comes back to its place and holds up the others. */
  readonly #packed: Batch[] = [];
  #sequence = 0;
  #fresh: NewPrediction[] = [];
  #timer: NodeJS.Timeout | undefined;
  #takenRows = 0;
  #storedRows = 0;
  #refusedRows = 0;
  #trouble: Failure | null = null;
  #stopped = false;

  constructor(options: QueueOptions, store: (packed: PackedPredictions) => Promise<Outcome<unknown>>) {
    this.#options = options;
    this.#store = store;
  }

  get waitingRows(): number {
    return this.#takenRows - this.#storedRows;
  }

  get pressure(): Pressure {
    return {
      waitingRows: this.waitingRows,
      mostWaitingRows: this.#options.mostWaitingRows,
      refusedRows: this.#refusedRows,
      storedRows: this.#storedRows,
      trouble: this.#trouble,
    };
  }

  /** Takes all rows or none. Taken is not yet stored: `flush` tells when they are. */
  append(rows: readonly NewPrediction[]): Outcome<{ waitingRows: number }> {
    if (this.waitingRows + rows.length > this.#options.mostWaitingRows) return this.#refuse(rows.length);
    this.#takenRows += rows.length;
    for (const row of rows) {
      this.#fresh.push(row);
      if (this.#fresh.length === this.#options.batchRows) this.#pack();
    }
    this.#pump('full');
    return succeed({ waitingRows: this.waitingRows });
  }

  /** Succeeds when every row that was taken before is stored; after a failure they still wait and are tried again. */
  async flush(): Promise<Outcome<null>> {
    if (this.#fresh.length > 0) this.#pack();
    const target = this.#sequence;
    while (this.#holds(target)) {
      this.#pump('all');
      if (this.#underWay.size > 0) await Promise.race(this.#underWay.values());
      if (this.#trouble !== null) return { ok: false, failure: this.#trouble };
    }
    return succeed(null);
  }

  /** No row is sent from here on, for the reason given. */
  stop(reason: Failure): void {
    this.#stopped = true;
    this.#trouble = reason;
    clearTimeout(this.#timer);
  }

  /** Sends what is to go now: full batches alone, or all that waits. */
  #pump(what: 'full' | 'all'): void {
    if (this.#stopped) return;
    if (what === 'all' && this.#packed.length === 0 && this.#fresh.length > 0) this.#pack();
    const held = this.#trouble !== null;
    while (this.#underWay.size < (held ? 1 : mostUnderWay) && (what === 'all' || !held)) {
      const batch = this.#packed.shift();
      if (batch === undefined) break;
      const sending = this.#send(batch).finally(() => {
        this.#underWay.delete(batch.sequence);
        this.#pump('full');
      });
      this.#underWay.set(batch.sequence, sending);
    }
    if (this.#underWay.size === 0 && this.waitingRows > 0) this.#wait();
  }

  #wait(): void {
    const delayMs = this.#trouble === null ? this.#options.gatherMs : this.#options.retryMs;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#pump('all');
    }, delayMs);
  }

  #pack(): void {
    this.#sequence += 1;
    this.#packed.push({ sequence: this.#sequence, rows: this.#fresh.length, packed: packPredictions(this.#fresh) });
    this.#fresh = [];
  }

  async #send(batch: Batch): Promise<void> {
    const outcome = await this.#store(batch.packed);
    if (outcome.ok) this.#storedRows += batch.rows;
    else this.#packed.splice(this.#placeOf(batch), 0, batch);
    if (!this.#stopped) this.#trouble = outcome.ok ? null : outcome.failure;
  }

  /** Whether anything up to this batch is not stored yet. */
  #holds(target: number): boolean {
    return [...this.#underWay.keys(), ...this.#packed.map(({ sequence }) => sequence)].some((held) => held <= target);
  }

  #placeOf(batch: Batch): number {
    const place = this.#packed.findIndex(({ sequence }) => sequence > batch.sequence);
    return place < 0 ? this.#packed.length : place;
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
