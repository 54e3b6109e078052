import { WorstKept } from '../../domain/batch/worst-kept.ts';
import { type Failure, fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { packPredictions } from '../../store/packed-predictions.ts';
import type { Store } from '../../store/store.ts';
import type { SeenPart } from '../../store/verbs/batch-parts.ts';
import type { BatchRow } from '../../store/verbs/batches.ts';
import type { BatchLooked } from '../../workers/protocol.ts';
import type { Clock } from '../clock.ts';
import type { AskVision } from '../workers/worker-link.ts';
import { BatchFold, type ClosedPart } from './batch-fold.ts';
import type { BatchPictures } from './batch-pictures.ts';
import type { BatchTools } from './batch-plan.ts';
import { brokenPart } from './broken-part.ts';
import { batchSource } from './shown-batch.ts';

export interface BatchRunOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly ask: AskVision;
  readonly pictures: BatchPictures;
  readonly threads: number;
  readonly nextInspectionId: () => number;
  /** After each step that is stored, and with how many pictures are looked at beyond it. */
  readonly stepped: (row: BatchRow, inView: number) => void;
}

/** How a run came to its end; the failure of a worker that is away is worth another try. */
export type RunEnd =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'done'; readonly note: string }
  | { readonly kind: 'failed'; readonly during: 'opening' | 'looking'; readonly failure: Failure };

/** Pictures that are kept of one batch: a report of more is read by nobody. */
const mostPictures = 200;
const picturesAStep = 16;
const openDeadlineMs = 60_000;
const lookDeadlineMs = 120_000;
const closeDeadlineMs = 5_000;
const storeDeadlineMs = 30_000;

/** From one opening in the worker to the end of the batch, a pause, or the worker's death. What is stored is never looked at again. */
export class BatchRun {
  readonly #options: BatchRunOptions;
  readonly #tools: BatchTools;
  #row: BatchRow;
  #kept = new WorstKept(mostPictures, []);
  #nextIndex = 0;
  #isStopping = false;

  constructor(row: BatchRow, tools: BatchTools, options: BatchRunOptions) {
    this.#row = row;
    this.#tools = tools;
    this.#options = options;
  }

  /** Pictures that are through. */
  get done(): number {
    return this.#row.done;
  }

  /** Settles `run` after the step that is under way. */
  stop(): void {
    this.#isStopping = true;
  }

  /** With `most` pictures a step: one by one after the worker died, so that it is known which picture it died of. */
  async run(most = picturesAStep): Promise<RunEnd> {
    const opened = await this.#open();
    const end = opened.ok ? await this.#work(opened.value, most) : failedOpening(opened.failure);
    await this.#options.ask('batchClose', { batch: batchSource(this.#row.id) }, closeDeadlineMs);
    return end;
  }

  /** The next picture of a folder has ended the worker more than once: it stands as broken, and the batch goes on behind it. */
  async passOver(reason: string): Promise<Outcome<null>> {
    const { store } = this.#options;
    const { id, done } = this.#row;
    const names = await store.call('batches.names', { id, from: done, limit: 1 });
    if (!names.ok) return names;
    const part = brokenPart(names.value[0] ?? null, null, 1, reason);
    return this.#record([{ part, pictures: 1, predictions: [] }], 0, 0);
  }

  async #open(): Promise<Outcome<BatchFold>> {
    const { store, ask, threads, clock, nextInspectionId } = this.#options;
    const { id, path, kind, done, broken, total } = this.#row;
    const kept = await store.call('batches.kept', { id });
    if (!kept.ok) return kept;
    this.#kept = new WorstKept(mostPictures, kept.value.pictures);
    this.#nextIndex = kept.value.nextIndex;
    const isFile = kind === 'file';
    const passOver = isFile ? done - broken : 0;
    const models = this.#tools.models.map(({ folder, inputSize }) => ({ folder, inputSize }));
    const open = { batch: batchSource(id), path, kind, models, threads, passOver, damaged: isFile ? broken : 0 };
    const opened = await ask('batchOpen', open, openDeadlineMs);
    if (!opened.ok) return opened;
    if (isFile) this.#row = { ...this.#row, total: opened.value.frames ?? total };
    const fold = new BatchFold({
      ...this.#tools,
      row: this.#row,
      sourceId: batchSource(id),
      first: isFile ? passOver : done,
      nextInspectionId,
      now: () => clock.wallMs(),
    });
    return succeed(fold);
  }

  async #work(fold: BatchFold, most: number): Promise<RunEnd> {
    let steppedAt = this.#options.clock.monotonicMs();
    let looking = this.#look(0, most);
    while (!this.#isStopping) {
      const looked = await looking;
      if (!looked.ok) return { kind: 'failed', during: 'looking', failure: looked.failure };
      const { pictures, end } = looked.value;
      for (const picture of pictures) fold.add(picture);
      if (end !== undefined) fold.end(end);
      const closed = fold.take();
      const isOver = end !== undefined || (this.#row.kind === 'folder' && this.#isLast(closed));
      // The worker looks at the next ones while these are stored.
      if (!isOver && !this.#isStopping) looking = this.#look(countOf(closed), most);
      if (closed.length === 0 && !isOver) {
        this.#options.stepped(this.#row, fold.inView);
        continue;
      }
      const nowMs = this.#options.clock.monotonicMs();
      const recorded = await this.#record(closed, nowMs - steppedAt, fold.inView, isOver);
      if (!recorded.ok) {
        await looking;
        return { kind: 'failed', during: 'looking', failure: recorded.failure };
      }
      steppedAt = nowMs;
      if (isOver) return { kind: 'done', note: end?.note ?? '' };
    }
    await looking;
    return { kind: 'stopped' };
  }

  /** `ahead` pictures are on their way to the store. */
  async #look(ahead: number, most: number): Promise<Outcome<BatchLooked>> {
    const { ask, store } = this.#options;
    const { id, kind, done } = this.#row;
    let names: readonly string[] = [];
    if (kind === 'folder') {
      const next = await store.call('batches.names', { id, from: done + ahead, limit: most });
      if (!next.ok) return next;
      names = next.value;
    }
    const look = { batch: batchSource(id), names, most, pictureFrom: this.#pictureFrom() };
    const looked = await ask('batchLook', look, lookDeadlineMs);
    if (looked.ok && kind === 'folder' && names.length > 0 && looked.value.pictures.length === 0)
      return nothingCame(id);
    return looked;
  }

  /** From which score on the worker sends a picture along; lower than that no part can be worse than a pass. */
  #pictureFrom(): number | null {
    const { plan } = this.#row;
    if (plan.ofPeople || !plan.judges) return null;
    const { rules } = this.#tools.judgedBy;
    // What is not there or measures wrong is bad without a detection.
    if (rules.some(({ kind }) => kind !== 'defect')) return 0;
    const bands = this.#tools.models.map(({ band }) => band());
    const scores = [
      ...bands.flatMap((band) => [band.low, ...Object.values(band.byLabel ?? {}).map(({ low }) => low)]),
      ...rules.flatMap(({ score }) => score ?? []),
    ];
    return Math.min(1, ...scores);
  }

  #isLast(closed: readonly ClosedPart[]): boolean {
    return this.#row.done + countOf(closed) >= (this.#row.total ?? 0);
  }

  async #record(
    closed: readonly ClosedPart[],
    activeMs: number,
    inView: number,
    isOver = false,
  ): Promise<Outcome<null>> {
    const { store, pictures, stepped } = this.#options;
    const { id, done: from, kind, total } = this.#row;
    const parts: SeenPart[] = [];
    const gone: number[] = [];
    for (const [place, { part, jpeg }] of closed.entries()) {
      const index = this.#nextIndex + place;
      const hasPicture = jpeg !== undefined && (await this.#keep(index, part.severity, jpeg, gone));
      parts.push({ ...part, hasPicture });
    }
    const done = from + countOf(closed);
    const step = {
      id,
      from,
      done,
      // Of a video it is known at its end alone.
      total: kind === 'file' && isOver ? done : total === null ? null : Math.max(total, done),
      activeMs,
      parts,
      inspections: closed.flatMap(({ inspection }) => inspection ?? []),
      predictions: packPredictions(closed.flatMap(({ predictions }) => predictions)),
      picturesGone: gone,
    };
    const recorded = await store.call('batches.record', step, { deadlineMs: storeDeadlineMs });
    if (!recorded.ok) return recorded;
    if (recorded.value.done !== done) return outOfStep(id);
    this.#row = recorded.value;
    this.#nextIndex += closed.length;
    for (const index of gone) await pictures.drop(id, index);
    stepped(this.#row, inView);
    return succeed(null);
  }

  async #keep(index: number, severity: number, jpeg: Uint8Array, gone: number[]): Promise<boolean> {
    const offered = this.#kept.offer({ index, severity });
    if (offered === false) return false;
    if (offered !== undefined) gone.push(offered);
    return this.#options.pictures.keep(this.#row.id, index, jpeg);
  }
}

const failedOpening = (failure: Failure): RunEnd => ({ kind: 'failed', during: 'opening', failure });

const countOf = (closed: readonly ClosedPart[]): number => closed.reduce((sum, { pictures }) => sum + pictures, 0);

const nothingCame = (id: number): Outcome<never> =>
  fail('deadline_exceeded', {
    thing: `Batch ${id}`,
    expected: 'the next picture to be looked at in time',
    received: 'none',
    remedy: 'Resume it when the station has less to do.',
  });

/** Somebody else has worked on the same batch: going on would look twice at some pictures. */
const outOfStep = (id: number): Outcome<never> =>
  fail('wrong_state', {
    thing: `Batch ${id}`,
    expected: 'to be where it was left',
    received: 'another place',
    remedy: 'Resume it.',
  });
