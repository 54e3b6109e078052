import type { Inspection, LineState } from '../../../preload/contract/inspections.ts';
import type { Recipe, RecipeBody, RecipeId } from '../../../preload/contract/recipes.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { mostLines, type Told } from '../../workers/protocol.ts';
import { LiveValue } from '../doors/live-value.ts';
import { Line, type LineOptions } from './line.ts';
import { notLooking } from './line-failures.ts';
import type { LineWish, ToldLine } from './line-plan.ts';
import type { LineTrigger } from './line-run.ts';
import { Pulse } from './pulse.ts';
import { stoppedLine } from './stopped-line.ts';

export interface LinesOptions extends LineOptions {
  /** Whether somebody looks at the pictures of a source. */
  readonly isWatched: (sourceId: SourceId) => boolean;
}

/** All lines of the station: one for each source that was started, in the order of their starts. */
export class Lines {
  /** Every line that is known, at most ten times a second. */
  readonly live = new LiveValue<readonly LineState[]>([]);
  /** The line that was started last: what is meant where none is named. */
  readonly newest = new LiveValue<LineState>(stoppedLine);
  readonly #options: LinesOptions;
  readonly #lines = new Map<SourceId, Line>();
  readonly #starting = new Map<SourceId, LineWish>();
  readonly #pulse: Pulse;
  #newestId: SourceId | undefined;

  constructor(options: LinesOptions) {
    this.#options = options;
    const beat = (): void => this.live.set(this.#states());
    this.#pulse = new Pulse({ clock: options.clock, leastMs: 100, mostMs: 60_000, beat });
  }

  /** Starts the line of a source, or changes it over; the others go on. With `keep` it is tried again until it succeeds. */
  async start(wish: LineWish, keep = false): Promise<Outcome<LineState>> {
    const { sourceId } = wish;
    if (this.#wanted().filter((id) => id !== sourceId).length >= mostLines) return tooMany(sourceId);
    const [known, before] = [this.#lines.get(sourceId), this.#newestId];
    const line = known ?? this.#open(sourceId);
    this.#starting.set(sourceId, wish);
    this.#makeNewest(sourceId);
    const started = await line.start(wish, keep);
    this.#starting.delete(sourceId);
    const isNone = !started.ok && started.failure.code === 'not_found' && known === undefined && !line.isWanted;
    // A source that is not there has no line that could be shown.
    if (isNone) await this.#forget(line, before);
    return started;
  }

  /** Stops the line of a source, or all; what was seen is stored before this settles. */
  async stop(sourceId?: SourceId): Promise<Outcome<LineState>> {
    if (sourceId === undefined) {
      const stopped = await Promise.all([...this.#lines.values()].map((line) => line.stop()));
      const refused = stopped.find((outcome) => !outcome.ok);
      return refused ?? succeed(this.read());
    }
    const line = this.#lines.get(sourceId);
    return line === undefined ? succeed(this.read(sourceId)) : line.stop();
  }

  /** The part that lies before a camera now: settles with its inspection, or why there is none. */
  async trigger(sourceId: SourceId, trigger: LineTrigger): Promise<Outcome<Inspection>> {
    return this.#lines.get(sourceId)?.trigger(trigger) ?? notLooking(sourceId, 'stopped');
  }

  /** Of the source named, else of the line that was started last. */
  read(sourceId = this.#newestId): LineState {
    if (sourceId === undefined) return stoppedLine;
    return this.#lines.get(sourceId)?.read() ?? { ...stoppedLine, sourceId };
  }

  all(): readonly LineState[] {
    return [...this.#lines.values()].map((line) => line.read());
  }

  /** Those that somebody wants, and those that were stopped, with whom their parts are told. */
  telling(): readonly ToldLine[] {
    return [...this.#lines.values()].flatMap((line) => {
      const { telling } = line;
      return telling === undefined ? [] : [{ state: line.read(), telling }];
    });
  }

  /** All models that look at a source just now, by name; none where its line does not run. */
  lookingAt(sourceId: SourceId): readonly string[] {
    return this.#lines.get(sourceId)?.lookingWith ?? [];
  }

  /** The line of a source as it changes, also one that is started only later; without one, whichever was started last. */
  async *watch(sourceId: SourceId | undefined, signal?: AbortSignal): AsyncGenerator<LineState, void, undefined> {
    if (sourceId === undefined) return yield* this.newest.watch(signal);
    if (!this.#lines.has(sourceId)) yield this.read(sourceId);
    for await (const _ of this.live.watch(signal)) if (this.#lines.has(sourceId)) break;
    const line = this.#lines.get(sourceId);
    if (line !== undefined) yield* line.live.watch(signal);
  }

  /** Of the one counter of parts, which whatever else makes parts goes by too. */
  nextInspectionId(): number {
    return this.#options.ledger.sinks.nextInspectionId();
  }

  /** What goes on after a restart of the station: the newest last. */
  get wishes(): readonly LineWish[] {
    const running = [...this.#lines.values()].flatMap(
      ({ sourceId, wish }) => this.#starting.get(sourceId) ?? wish ?? [],
    );
    const isNewest = ({ sourceId }: LineWish): number => (sourceId === this.#newestId ? 1 : 0);
    return running.toSorted((a, b) => isNewest(a) - isNewest(b));
  }

  /** What the line of a source did before the station was started last, whether it goes on or was stopped. */
  rest(recipe: Recipe): void {
    const { sourceId } = recipe.body;
    if (!this.#lines.has(sourceId)) this.#open(sourceId).rest(recipe);
  }

  /** A recipe has a newer version, or none any more: stopped lines tell whom that names. */
  recipeChanged(id: RecipeId, body: RecipeBody | null): void {
    for (const line of this.#lines.values()) line.recipeChanged(id, body);
  }

  /** What those did that were stopped. */
  get stopped(): readonly LineWish[] {
    return [...this.#lines.values()].flatMap((line) => line.stopped ?? []);
  }

  /** Somebody began to look at the pictures of a source, or left. */
  viewersChanged(): void {
    for (const [sourceId, line] of this.#lines) line.watched(this.#options.isWatched(sourceId));
  }

  /** The settings of sampling have changed, or what people agreed to. */
  async resample(): Promise<void> {
    await Promise.all([...this.#lines.values()].map((line) => line.resample()));
  }

  workerReady(): void {
    for (const line of this.#lines.values()) line.workerReady();
  }

  workerLost(note: string): void {
    for (const line of this.#lines.values()) line.workerLost(note);
  }

  told(told: Told): void {
    const { sourceId } = told.value as { readonly sourceId: SourceId };
    this.#lines.get(sourceId)?.told(told);
  }

  /** A source is gone: its line is not shown any more. */
  async forget(sourceId: SourceId): Promise<void> {
    const line = this.#lines.get(sourceId);
    if (line !== undefined) await this.#forget(line, [...this.#lines.keys()].filter((id) => id !== sourceId).at(-1));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#lines.values()].map((line) => line.close()));
    this.#pulse.stop();
    this.#options.ledger.close();
  }

  #open(sourceId: SourceId): Line {
    const line: Line = new Line(sourceId, this.#options, (state) => this.#changed(line, state));
    line.watched(this.#options.isWatched(sourceId));
    this.#lines.set(sourceId, line);
    return line;
  }

  async #forget(line: Line, newest: SourceId | undefined): Promise<void> {
    this.#lines.delete(line.sourceId);
    if (this.#newestId === line.sourceId) this.#makeNewest(newest);
    this.#pulse.now();
    await line.close();
  }

  #changed(line: Line, state: LineState): void {
    if (this.#lines.get(line.sourceId) !== line) return;
    if (line.sourceId === this.#newestId) this.newest.set(state);
    this.#pulse.changed();
  }

  #makeNewest(sourceId: SourceId | undefined): void {
    this.#newestId = sourceId;
    this.newest.set(this.read());
  }

  #wanted(): readonly SourceId[] {
    const wanted = [...this.#lines.values()].filter(({ isWanted }) => isWanted).map(({ sourceId }) => sourceId);
    return [...new Set([...wanted, ...this.#starting.keys()])];
  }

  #states(): readonly LineState[] {
    return [...this.#lines.values()].map(({ live }) => live.get());
  }
}

const tooMany = (sourceId: SourceId): Outcome<never> =>
  fail('wrong_state', {
    thing: `The line of ${sourceId}`,
    expected: `at most ${mostLines} lines at once`,
    received: `${mostLines} that run`,
    remedy: 'Stop one of them first, or give this source to another station.',
  });
