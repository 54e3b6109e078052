import type { DriftReport, NumberFeature } from '../../../preload/contract/drift.ts';
import type { DriftReference, Stream } from '../../../preload/contract/monitor.ts';
import type { Observation } from '../../domain/drift/feature-sketches.ts';
import type { LevelChange } from '../../domain/drift/level-watch.ts';
import { driftReport } from '../../domain/drift/report.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { DriftWatch } from '../../observe/drift-watch.ts';
import { mergeWindows } from '../../observe/merge-windows.ts';
import { readWindow, writeWindow } from '../../observe/stored-window.ts';
import type { ClosedWindow } from '../../observe/stream-windows.ts';
import type { Store } from '../../store/store.ts';
import type { Later } from './later.ts';
import { nameOf } from './metric-keeper.ts';

export interface DriftKeeperOptions {
  readonly store: Pick<Store, 'call'>;
  readonly later: Later;
  readonly wallMs: () => number;
  /** A window ended and is stored; the report is undefined while there is nothing to compare it with. */
  readonly ended: (stream: Stream, report: DriftReport | undefined) => void;
  readonly moved: (stream: Stream, feature: NumberFeature, change: LevelChange) => void;
}

interface Reference {
  readonly origin: DriftReference['origin'];
  readonly setAt: number;
  readonly window: ClosedWindow;
}

/** Fewer predictions than this are no picture of how a line is. */
const leastOfFirst = 1_000;
const mostWindows = 400;
/** So many of the last windows are compared anew with a reference that was chosen. */
const comparedAnew = 100;

/** Windows of every stream, stored when they end, beside the reference that they are compared with. */
export class DriftKeeper {
  readonly #options: DriftKeeperOptions;
  readonly #watch: DriftWatch;
  readonly #references = new Map<string, Reference>();

  constructor(options: DriftKeeperOptions) {
    this.#options = options;
    this.#watch = new DriftWatch({
      closed: (stream, window) => options.later.add(() => this.#ended(stream, window)),
      moved: options.moved,
    });
  }

  async open(): Promise<Outcome<null>> {
    const stored = await this.#options.store.call('drift.references', null);
    if (!stored.ok) return stored;
    for (const { stream, sketches, ...rest } of stored.value) {
      const window = readWindow(sketches);
      // One of another layout says nothing here: the first whole window takes its place.
      if (window.ok) this.#compareWith(stream, { ...rest, window: window.value });
    }
    return succeed(null);
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

  reference(stream: Stream): DriftReference | null {
    const known = this.#references.get(nameOf(stream));
    return known === undefined
      ? null
      : { stream, origin: known.origin, setAt: known.setAt, window: known.window.window };
  }

  /** The window that is filling, with what was stored of it before a restart. */
  async current(stream: Stream): Promise<Outcome<{ window: ClosedWindow; report: DriftReport | undefined } | null>> {
    const open = this.#watch.current(stream);
    if (open === undefined) return succeed(null);
    const whole = await this.#whole(stream, open.window);
    if (!whole.ok) return whole;
    return succeed({ window: whole.value, report: this.#report(stream, whole.value) });
  }

  /** The windows that lie between two times become the reference, as one. */
  async choose(
    stream: Stream,
    { since, until }: { readonly since: number; readonly until: number },
  ): Promise<Outcome<DriftReference>> {
    const { store, wallMs, later } = this.#options;
    const found = await store.call('drift.windows', { stream, since, until, limit: mostWindows });
    if (!found.ok) return found;
    const windows = found.value
      .map(({ sketches }) => readWindow(sketches))
      .flatMap((read) => (read.ok ? [read.value] : []));
    const window = mergeWindows(windows);
    if (window === undefined) return noWindow();
    const reference: Reference = { origin: 'chosen', setAt: wallMs(), window };
    const stored = await this.#store(stream, reference);
    if (!stored.ok) return stored;
    this.#compareWith(stream, reference);
    later.add(() => this.#compareAnew(stream));
    return succeed({ stream, origin: reference.origin, setAt: reference.setAt, window: window.window });
  }

  async #ended(stream: Stream, part: ClosedWindow): Promise<Outcome<unknown>> {
    const { wallMs, ended } = this.#options;
    const whole = await this.#whole(stream, part);
    if (!whole.ok) return whole;
    const window = whole.value;
    const isOver = window.window.endAt <= wallMs();
    const isFirst = isOver && !this.#references.has(nameOf(stream)) && window.window.predictions >= leastOfFirst;
    if (isFirst) {
      const reference: Reference = { origin: 'first-window', setAt: wallMs(), window };
      const stored = await this.#store(stream, reference);
      if (!stored.ok) return stored;
      this.#compareWith(stream, reference);
    }
    const report = isFirst ? undefined : this.#report(stream, window);
    const put = await this.#put(stream, window, report);
    // Half an hour at a stop is no window that ended.
    if (put.ok && isOver) ended(stream, report);
    return put;
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
    for (const { sketches } of found.value) {
      const read = readWindow(sketches);
      const put = read.ok ? await this.#put(stream, read.value, this.#report(stream, read.value)) : read;
      if (!put.ok && read.ok) return put;
    }
    return succeed(null);
  }

  #put(stream: Stream, window: ClosedWindow, report: DriftReport | undefined): Promise<Outcome<unknown>> {
    const { startAt, endAt } = window.window;
    const stored = { startAt, endAt, sketches: writeWindow(window), report: report ?? null };
    return this.#options.store.call('drift.put', { stream, window: stored });
  }

  #store(stream: Stream, { origin, setAt, window }: Reference): Promise<Outcome<null>> {
    return this.#options.store.call('drift.setReference', { stream, origin, setAt, sketches: writeWindow(window) });
  }

  #compareWith(stream: Stream, reference: Reference): void {
    this.#references.set(nameOf(stream), reference);
    this.#watch.compareWith(stream, reference.window);
  }

  #report(stream: Stream, window: ClosedWindow): DriftReport | undefined {
    const reference = this.#references.get(nameOf(stream));
    return reference && driftReport(reference.window, window);
  }
}

const noWindow = (): Outcome<never> =>
  fail('not_found', {
    thing: 'The reference',
    expected: 'at least one whole window between its two times',
    received: 'none that is stored',
    remedy: 'Choose a longer time, in which the line ran for an hour.',
  });
