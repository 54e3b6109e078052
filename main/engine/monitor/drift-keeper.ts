import type { DriftReport, NumberFeature } from '../../../preload/contract/drift.ts';
import type { DriftReference, Stream } from '../../../preload/contract/monitor.ts';
import type { Observation } from '../../domain/drift/feature-sketches.ts';
import type { LevelChange } from '../../domain/drift/level-watch.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { DriftWatch } from '../../observe/drift-watch.ts';
import { mergeWindows } from '../../observe/merge-windows.ts';
import { readWindow, writeWindow } from '../../observe/stored-window.ts';
import type { ClosedWindow } from '../../observe/stream-windows.ts';
import type { Store } from '../../store/store.ts';
import type { Later } from './later.ts';
import { nameOf } from './metric-keeper.ts';
import { compare, compareFilling, isOfLine, type Reference, ReferenceDesk, told } from './reference-desk.ts';
import type { TrainingSet } from './training-set.ts';

export interface DriftKeeperOptions {
  readonly store: Pick<Store, 'call'>;
  readonly later: Later;
  readonly wallMs: () => number;
  readonly trainingSet: TrainingSet;
  /** A window ended and is stored; the report is undefined while there is nothing to compare it with. */
  readonly ended: (stream: Stream, report: DriftReport | undefined) => void;
  readonly moved: (stream: Stream, feature: NumberFeature, change: LevelChange) => void;
}

/** Fewer predictions than this are no picture of how a line is. */
const leastOfWhole = 1_000;
const mostWindows = 400;
/** So many of the last windows are compared anew with a reference that was chosen. */
const comparedAnew = 100;

/** Windows of every stream, stored when they end, beside the reference that they are compared with. */
export class DriftKeeper {
  readonly #options: DriftKeeperOptions;
  readonly #watch: DriftWatch;
  readonly #references: ReferenceDesk;
  /** Streams whose levels are watched against a window of their own. */
  readonly #levelled = new Set<string>();

  constructor(options: DriftKeeperOptions) {
    const { store, wallMs, trainingSet, later, moved } = options;
    this.#options = options;
    this.#watch = new DriftWatch({ closed: (stream, window) => later.add(() => this.#ended(stream, window)), moved });
    const changed = (stream: Stream, reference: Reference): void => {
      this.#levelled.delete(nameOf(stream));
      this.#watch.compareWith(stream, isOfLine(reference) ? reference.window : undefined);
    };
    this.#references = new ReferenceDesk({ store, wallMs, trainingSet, changed });
  }

  open(): Promise<Outcome<null>> {
    return this.#references.open();
  }

  seen(stream: Stream, capturedAt: number, observation: Observation): void {
    this.#watch.observe(stream, capturedAt, observation);
  }

  tick(nowMs: number): void {
    this.#watch.tick(nowMs);
  }

  flush(): void {
    this.#watch.flush();
  }

  async reference(stream: Stream): Promise<DriftReference | null> {
    const known = await this.#references.of(stream);
    return known === undefined ? null : told(stream, known);
  }

  /** The window that is filling, with what was stored of it before a restart. */
  async current(stream: Stream): Promise<Outcome<{ window: ClosedWindow; report: DriftReport | undefined } | null>> {
    const open = this.#watch.current(stream);
    if (open === undefined) return succeed(null);
    const whole = await this.#whole(stream, open.window);
    if (!whole.ok) return whole;
    const reference = await this.#references.of(stream);
    return succeed({ window: whole.value, report: compareFilling(reference, whole.value) });
  }

  /** The windows that lie between two times become the reference, as one. */
  async choose(
    stream: Stream,
    { since, until }: { readonly since: number; readonly until: number },
  ): Promise<Outcome<DriftReference>> {
    const found = await this.#options.store.call('drift.windows', { stream, since, until, limit: mostWindows });
    if (!found.ok) return found;
    const windows = found.value
      .map(({ sketches }) => readWindow(sketches))
      .flatMap((read) => (read.ok ? [read.value] : []));
    const window = mergeWindows(windows);
    return window === undefined ? noWindow() : this.#chosen(stream, this.#references.set(stream, 'chosen', window));
  }

  /** What the model was made for becomes the reference, in the place of a window that somebody chose. */
  chooseTrainingSet(stream: Stream): Promise<Outcome<DriftReference>> {
    return this.#chosen(stream, this.#references.setTrainingSet(stream));
  }

  async #chosen(stream: Stream, setting: Promise<Outcome<Reference>>): Promise<Outcome<DriftReference>> {
    const set = await setting;
    if (!set.ok) return set;
    this.#options.later.add(() => this.#compareAnew(stream));
    return succeed(told(stream, set.value));
  }

  async #ended(stream: Stream, part: ClosedWindow): Promise<Outcome<unknown>> {
    const { wallMs, ended } = this.#options;
    const whole = await this.#whole(stream, part);
    if (!whole.ok) return whole;
    const window = whole.value;
    const isOver = window.window.endAt <= wallMs();
    const says = isOver && window.window.predictions >= leastOfWhole;
    const reference = await this.#references.of(stream);
    if (reference === undefined && says) {
      const first = await this.#references.set(stream, 'first-window', window);
      if (!first.ok) return first;
    }
    const report = isOver ? compare(reference, window) : compareFilling(reference, window);
    const put = await this.#put(stream, window, report);
    if (put.ok && says && report?.alarm === false) this.#level(stream, reference, window);
    // Half an hour at a stop is no window that ended.
    if (put.ok && isOver) ended(stream, report);
    return put;
  }

  /** The first quiet window since the start: from then on a level that moves is noticed before its window ends. */
  #level(stream: Stream, reference: Reference | undefined, own: ClosedWindow): void {
    if (reference === undefined || isOfLine(reference) || this.#levelled.has(nameOf(stream))) return;
    this.#levelled.add(nameOf(stream));
    this.#watch.watchLevels(stream, own);
  }

  /** With what was stored of the same window: the station was restarted within it. */
  async #whole(stream: Stream, part: ClosedWindow): Promise<Outcome<ClosedWindow>> {
    const { startAt, endAt } = part.window;
    const known = await this.#options.store.call('drift.windows', { stream, since: startAt, until: endAt, limit: 1 });
    if (!known.ok) return known;
    const before = known.value[0] && readWindow(known.value[0].sketches);
    return succeed((before?.ok ? mergeWindows([before.value, part]) : undefined) ?? part);
  }

  async #compareAnew(stream: Stream): Promise<Outcome<unknown>> {
    const found = await this.#options.store.call('drift.windows', { stream, limit: comparedAnew });
    if (!found.ok) return found;
    const reference = await this.#references.of(stream);
    for (const { sketches } of found.value) {
      const read = readWindow(sketches);
      const put = read.ok ? await this.#put(stream, read.value, compare(reference, read.value)) : read;
      if (!put.ok && read.ok) return put;
    }
    return succeed(null);
  }

  #put(stream: Stream, window: ClosedWindow, report: DriftReport | undefined): Promise<Outcome<unknown>> {
    const { startAt, endAt } = window.window;
    const stored = { startAt, endAt, sketches: writeWindow(window), report: report ?? null };
    return this.#options.store.call('drift.put', { stream, window: stored });
  }
}

const noWindow = (): Outcome<never> =>
  fail('not_found', {
    thing: 'The reference',
    expected: 'at least one whole window between its two times',
    received: 'none that is stored',
    remedy: 'Choose a longer time, in which the line ran for an hour.',
  });
