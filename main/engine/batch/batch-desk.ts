import type { Batch, BatchStart, BatchState } from '../../../preload/contract/batch.ts';
import { type Failure, fail, type Outcome, succeed } from '../../domain/outcome.ts';
import type { BatchRow } from '../../store/verbs/batches.ts';
import { LiveValue } from '../doors/live-value.ts';
import { Pulse } from '../line/pulse.ts';
import { Turns } from '../line/turns.ts';
import { Pace } from './batch-pace.ts';
import { type BatchPlaces, planBatch, toolsOf } from './batch-plan.ts';
import { BatchRun, type BatchRunOptions, type RunEnd } from './batch-run.ts';
import { shownBatch } from './shown-batch.ts';

export interface BatchDeskOptions extends Omit<BatchRunOptions, 'stepped'>, BatchPlaces {
  readonly warn: (failure: Failure) => void;
}

interface Working {
  readonly id: number;
  readonly pace: Pace;
  run: BatchRun | undefined;
  inView: number;
  /** What it shall become; undefined while it is to go on. */
  wished: BatchState | undefined;
  ended: Promise<void>;
}

const recordingDeadlineMs = 20_000;
const againAfterMs = 2_000;
/** So often the worker may die of one picture before it is passed over. */
const mostDeaths = 3;

/** All batches: one is worked on, the others wait for it in the order in which they were started. */
export class BatchDesk {
  readonly live = new LiveValue<readonly Batch[]>([]);
  readonly #options: BatchDeskOptions;
  readonly #rows = new Map<number, BatchRow>();
  readonly #turns = new Turns();
  readonly #pulse: Pulse;
  #working: Working | undefined;
  #wakeUp: () => void = () => undefined;
  #isClosing = false;

  constructor(options: BatchDeskOptions) {
    this.#options = options;
    const beat = (): void => this.live.set(this.list());
    this.#pulse = new Pulse({ clock: options.clock, leastMs: 200, mostMs: 60_000, beat });
  }

  /** What was under way when the station ended goes on. */
  async open(): Promise<Outcome<null>> {
    const rows = await this.#options.store.call('batches.list', null);
    if (!rows.ok) return rows;
    for (const row of rows.value) this.#rows.set(row.id, row);
    this.#pulse.now();
    this.#next();
    return succeed(null);
  }

  list(): readonly Batch[] {
    return [...this.#rows.values()].map((row) => this.#shown(row)).toSorted((a, b) => b.id - a.id);
  }

  get(id: number): Outcome<Batch> {
    const row = this.#rows.get(id);
    return row === undefined ? unknownBatch(id) : succeed(this.#shown(row));
  }

  async start(wish: BatchStart): Promise<Outcome<Batch>> {
    const { ask, store, clock } = this.#options;
    const found = await ask('recording', { path: wish.path }, recordingDeadlineMs);
    if (!found.ok) return found;
    const planned = await planBatch(wish, found.value, this.#options, clock.wallMs());
    if (!planned.ok) return planned;
    const created = await store.call('batches.create', planned.value, { deadlineMs: recordingDeadlineMs });
    if (!created.ok) return created;
    this.#put(created.value);
    this.#next();
    return this.get(created.value.id);
  }

  pause(id: number): Promise<Outcome<Batch>> {
    return this.#act(id, 'paused', ['waiting', 'running']);
  }

  resume(id: number): Promise<Outcome<Batch>> {
    return this.#act(id, 'waiting', ['paused', 'failed']);
  }

  cancel(id: number): Promise<Outcome<Batch>> {
    return this.#act(id, 'cancelled', ['waiting', 'running', 'paused', 'failed']);
  }

  async remove(id: number): Promise<Outcome<null>> {
    const removed = await this.#options.store.call('batches.remove', { id });
    if (!removed.ok) return removed;
    await this.#options.pictures.dropAll(id);
    this.#rows.delete(id);
    this.#pulse.now();
    return succeed(null);
  }

  /** What is under way is put down after its step, and goes on when the station is back. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#halt(undefined);
    await this.#working?.ended;
    this.#pulse.stop();
  }

  #act(id: number, state: BatchState, from: readonly BatchState[]): Promise<Outcome<Batch>> {
    return this.#turns.take(async () => {
      if (this.#working?.id === id && from.includes('running')) {
        this.#halt(state);
        await this.#working.ended;
        const { state: now } = this.#rows.get(id) ?? {};
        // It may have come to its end by itself meanwhile: that stands.
        if (now === state) return this.get(id);
      }
      const turned = await this.#turn(id, state, '', from);
      if (!turned.ok) return turned;
      this.#next();
      return this.get(id);
    });
  }

  #halt(wished: BatchState | undefined): void {
    if (this.#working === undefined) return;
    this.#working.wished = wished;
    this.#working.run?.stop();
    this.#wakeUp();
  }

  /** Begins the next batch where none is worked on. */
  #next(): void {
    if (this.#working !== undefined || this.#isClosing) return;
    const rows = [...this.#rows.values()].toSorted((a, b) => a.id - b.id);
    const due = rows.find(({ state }) => state === 'running') ?? rows.find(({ state }) => state === 'waiting');
    if (due === undefined) return;
    const working: Working = {
      id: due.id,
      pace: new Pace(),
      run: undefined,
      inView: 0,
      wished: undefined,
      ended: Promise.resolve(),
    };
    this.#working = working;
    working.ended = this.#work(working).then((isWritten) => {
      this.#working = undefined;
      this.#pulse.now();
      // It stands as it stood, and would be taken up again at once.
      if (isWritten) this.#next();
      else this.#options.clock.after(againAfterMs, () => this.#next());
    });
  }

  /** Whether it is written down what came of it. */
  async #work(working: Working): Promise<boolean> {
    const begun = await this.#turn(working.id, 'running', '', ['running', 'waiting']);
    if (!begun.ok) return this.#unwritten(begun.failure);
    const tools = await toolsOf(begun.value, this.#options);
    if (!tools.ok) return this.#end(working.id, 'failed', tools.failure.message);
    let deaths = 0;
    while (!this.#isHalted(working)) {
      const row = this.#rows.get(working.id) ?? begun.value;
      const run = new BatchRun(row, tools.value, {
        ...this.#options,
        stepped: (now, inView) => this.#stepped(working, now, inView),
      });
      working.run = run;
      const end = await run.run(deaths > 0 ? 1 : undefined);
      if (end.kind === 'stopped') break;
      if (end.kind === 'done') return this.#end(working.id, 'done', end.note);
      if (!isAway(end)) return this.#end(working.id, 'failed', end.failure.message);
      deaths = end.during === 'opening' ? deaths : run.done > row.done ? 1 : deaths + 1;
      if (deaths >= mostDeaths && row.kind === 'file') return this.#end(working.id, 'failed', end.failure.message);
      if (deaths >= mostDeaths) {
        await run.passOver(`The vision worker ended ${mostDeaths} times while it looked at this picture.`);
        deaths = 1;
      }
      await this.#away(working, end.failure);
    }
    // Without a wish the station closes: it goes on when it is back.
    return working.wished === undefined || this.#end(working.id, working.wished, '');
  }

  #isHalted({ wished }: Working): boolean {
    return this.#isClosing || wished !== undefined;
  }

  /** The worker is being started again; whoever pauses or cancels does not wait for that. */
  async #away({ id }: Working, { message }: Failure): Promise<void> {
    const row = this.#rows.get(id);
    if (row !== undefined) this.#put({ ...row, note: message });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wakeUp = resolve;
    const cancel = this.#options.clock.after(againAfterMs, resolve);
    await promise;
    cancel();
  }

  async #end(id: number, state: BatchState, note: string): Promise<boolean> {
    const turned = await this.#turn(id, state, note, ['running']);
    return turned.ok || this.#unwritten(turned.failure);
  }

  #unwritten(failure: Failure): false {
    this.#options.warn(failure);
    return false;
  }

  async #turn(id: number, state: BatchState, note: string, from: readonly BatchState[]): Promise<Outcome<BatchRow>> {
    const { store, clock } = this.#options;
    const turned = await store.call('batches.turn', { id, state, note, from, at: clock.wallMs() });
    if (turned.ok) this.#put(turned.value);
    return turned;
  }

  #stepped(working: Working, row: BatchRow, inView: number): void {
    working.inView = inView;
    working.pace.at(row.done + inView, this.#options.clock.monotonicMs());
    this.#put(row);
  }

  #put(row: BatchRow): void {
    const { state } = this.#rows.get(row.id) ?? {};
    this.#rows.set(row.id, row);
    if (state === row.state) this.#pulse.changed();
    else this.#pulse.now();
  }

  #shown(row: BatchRow): Batch {
    const working = row.state === 'running' && this.#working?.id === row.id ? this.#working : undefined;
    return shownBatch(row, working && { inView: working.inView, perSecond: working.pace.perSecond });
  }
}

/** A worker that died or hangs is started again; everything else stays as it is until a person acts. */
const isAway = ({ failure }: Extract<RunEnd, { kind: 'failed' }>): boolean =>
  failure.code === 'worker_exited' || failure.code === 'deadline_exceeded' || failure.code === 'overloaded';

const unknownBatch = (id: number): Outcome<never> =>
  fail('not_found', {
    thing: 'Batch',
    expected: 'the id of a batch',
    received: String(id),
    remedy: 'List the batches and use one of their ids.',
  });
