import { Worker } from 'node:worker_threads';
import { assertNever } from '../domain/assert-never.ts';
import { type Outcome, succeed } from '../domain/outcome.ts';
import { AppendQueue, type Pressure } from './append-queue.ts';
import { Calls, threadIsGone, tooLate } from './calls.ts';
import type { NewPrediction } from './packed-predictions.ts';
import type { InputOf, OutputOf, VerbName } from './verbs/all.ts';
import type { FromThread, ThreadStart, ToThread } from './wire.ts';

export interface StoreOptions {
  readonly file: string;
  /** The thread's program: `thread.ts` itself, or the bundle made of it. */
  readonly threadFile: URL;
  /** The file may grow to this size; unlimited when absent. */
  readonly maxBytes?: number;
  readonly deadlineMs?: number;
  /** Opening may have to migrate a large file. */
  readonly openDeadlineMs?: number;
  /** For the whole of `close`: most of it for storing what waits. */
  readonly closeDeadlineMs?: number;
  readonly gatherMs?: number;
  readonly batchRows?: number;
  readonly mostWaitingRows?: number;
  readonly retryMs?: number;
  readonly slowMs?: number;
  readonly onSlow?: (slow: { readonly verb: string; readonly durationMs: number }) => void;
  readonly onBug?: (bug: { readonly verb: string; readonly stack: string }) => void;
  /** The thread has ended without being told to: open the store again. */
  readonly onExit?: (exitCode: number) => void;
}

const mostPendingCalls = 256;
/** Rows come and go by the thousand: with the default of a thread, sweeping them up takes as long as storing them. */
const youngGenerationMb = 32;
/** A thread that was told to end and has not after so long is ended from outside. */
const hungAfterMs = 1_000;
const gone: Outcome<never> = { ok: false, failure: threadIsGone };

/** The engine's side of the store. Every call settles; nothing here blocks. */
export class Store {
  readonly #worker: Worker;
  readonly #options: StoreOptions;
  readonly #calls = new Calls(mostPendingCalls);
  readonly #queue: AppendQueue;
  readonly #opened = Promise.withResolvers<Outcome<null>>();
  readonly #exited: Promise<number>;
  #closed: Promise<Outcome<null>> | undefined;
  #state: 'opening' | 'open' | 'closing' | 'exited' = 'opening';

  constructor(options: StoreOptions) {
    this.#options = options;
    const start: ThreadStart = { file: options.file, slowMs: options.slowMs ?? 100, maxBytes: options.maxBytes };
    this.#worker = new Worker(options.threadFile, {
      workerData: start,
      name: 'store',
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
    });
    this.#worker.on('message', (message: FromThread) => this.#receive(message));
    this.#worker.on('error', (error) => options.onBug?.({ verb: 'thread', stack: error.stack ?? error.name }));
    this.#exited = new Promise((resolve) => {
      this.#worker.once('exit', (exitCode) => {
        this.#end(exitCode);
        resolve(exitCode);
      });
    });
    this.#queue = new AppendQueue(
      {
        gatherMs: options.gatherMs ?? 100,
        batchRows: options.batchRows ?? 4000,
        mostWaitingRows: options.mostWaitingRows ?? 50_000,
        retryMs: options.retryMs ?? 1000,
      },
      (packed) => this.#ask('predictions.append', packed, null),
    );
  }

  get pressure(): Pressure {
    return this.#queue.pressure;
  }

  /** How the thread's opening of the file went. */
  get opened(): Promise<Outcome<null>> {
    return this.#opened.promise;
  }

  call<V extends VerbName>(
    verb: V,
    input: InputOf<V>,
    options: { readonly deadlineMs?: number } = {},
  ): Promise<Outcome<OutputOf<V>>> {
    return this.#ask(verb, input, options.deadlineMs ?? this.#deadlineMs);
  }

  /** Takes rows for the log: stored within `gatherMs`, many in one transaction. */
  appendPredictions(rows: readonly NewPrediction[]): Outcome<{ waitingRows: number }> {
    return this.#state === 'open' ? this.#queue.append(rows) : gone;
  }

  /** Succeeds when every row taken so far is stored; rows that could not be in time still wait and are tried again. */
  flush(): Promise<Outcome<null>> {
    return this.#flushWithin(this.#deadlineMs);
  }

  /** Stores what waits, closes the file, ends the thread. Fails when rows could not be stored; the thread is ended all the same. */
  close(): Promise<Outcome<null>> {
    this.#closed ??= this.#state === 'open' ? this.#close() : Promise.resolve(succeed(null));
    return this.#closed;
  }

  /**
   * Ends the thread without storing what waits; whoever waits is answered now. It is let out of the call it is in: to be torn out of SQLite's code can take
   * the process along. Only one that hangs is.
   */
  async kill(): Promise<void> {
    this.#state = 'closing';
    this.#queue.stop(threadIsGone);
    this.#calls.settleAll(gone);
    this.#post({ kind: 'close' });
    const hung = setTimeout(() => void this.#worker.terminate(), hungAfterMs);
    await this.#exited;
    clearTimeout(hung);
  }

  async #flushWithin(deadlineMs: number): Promise<Outcome<null>> {
    const overdue = Promise.withResolvers<Outcome<null>>();
    const timer = setTimeout(() => overdue.resolve(tooLate(deadlineMs)), deadlineMs);
    const outcome = await Promise.race([this.#queue.flush(), overdue.promise]);
    clearTimeout(timer);
    return outcome;
  }

  async #close(): Promise<Outcome<null>> {
    this.#state = 'closing';
    const wholeMs = this.#options.closeDeadlineMs ?? 2 * this.#deadlineMs;
    const flushMs = 0.75 * wholeMs;
    const flushed = await this.#flushWithin(flushMs);
    this.#queue.stop(threadIsGone);
    this.#post({ kind: 'close' });
    const overdue = setTimeout(() => void this.#worker.terminate(), wholeMs - flushMs);
    await this.#exited;
    clearTimeout(overdue);
    return flushed;
  }

  get #deadlineMs(): number {
    return this.#options.deadlineMs ?? 10_000;
  }

  async #ask<V extends VerbName>(verb: V, input: InputOf<V>, deadlineMs: number | null): Promise<Outcome<OutputOf<V>>> {
    if (this.#state === 'exited') return gone;
    const outcome = await this.#calls.start(deadlineMs, (call) => this.#post({ kind: 'request', call, verb, input }));
    return outcome as Outcome<OutputOf<V>>;
  }

  #post(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromThread): void {
    switch (message.kind) {
      case 'opened':
        if (message.outcome.ok) this.#state = 'open';
        this.#opened.resolve(message.outcome);
        return;
      case 'reply':
        this.#calls.settle(message.call, message.outcome);
        return;
      case 'slow':
        this.#options.onSlow?.({ verb: message.verb, durationMs: message.durationMs });
        return;
      case 'bug':
        this.#options.onBug?.({ verb: message.verb, stack: message.stack });
        return;
      default:
        assertNever(message);
    }
  }

  #end(exitCode: number): void {
    const wasOpen = this.#state === 'open';
    this.#state = 'exited';
    this.#queue.stop(threadIsGone);
    this.#calls.settleAll(gone);
    this.#opened.resolve(gone);
    if (wasOpen) this.#options.onExit?.(exitCode);
  }
}

/** Starts the thread and waits until the file is open, checked and migrated. */
export async function openStore(options: StoreOptions): Promise<Outcome<Store>> {
  const store = new Store(options);
  const deadlineMs = options.openDeadlineMs ?? 120_000;
  const late = setTimeout(() => void store.kill(), deadlineMs);
  const opened = await store.opened;
  clearTimeout(late);
  if (opened.ok) return succeed(store);
  await store.kill();
  return opened;
}
