import { isDeepStrictEqual } from 'node:util';
import type { Inspection, LineState } from '../../../preload/contract/inspections.ts';
import type { Recipe, RecipeBody, RecipeId } from '../../../preload/contract/recipes.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import { assertNever } from '../../domain/assert-never.ts';
import type { BackOff } from '../../domain/back-off.ts';
import { type Failure, type Outcome, succeed } from '../../domain/outcome.ts';
import type { SourceNews, Told, VisionEvents } from '../../workers/protocol.ts';
import type { Clock } from '../clock.ts';
import { LiveValue } from '../doors/live-value.ts';
import { LastWork } from './last-work.ts';
import { LaterTries } from './later-tries.ts';
import { notLooking } from './line-failures.ts';
import { type LineLedger, storageNote } from './line-ledger.ts';
import { type LinePlan, type LineTelling, type LineWish, tellingUnread } from './line-plan.ts';
import type { LineObserver, LineRunOptions, LineTrigger } from './line-run.ts';
import { openRun } from './open-run.ts';
import { Pulse } from './pulse.ts';
import { hasTheSameModels, hasTheSameSource, meansTheSame } from './same-plan.ts';
import { type ShownWork, shownWork } from './shown-work.ts';
import { stoppedLine } from './stopped-line.ts';
import { Turns } from './turns.ts';
import { sizesOf } from './worker-input.ts';
import { WorkerSide, type WorkerSideOptions } from './worker-side.ts';

export interface LineOptions extends WorkerSideOptions {
  readonly clock: Clock;
  readonly random: () => number;
  /** What a wish means now: its source, its models and how it is judged. */
  readonly plan: (wish: LineWish) => Promise<Outcome<LinePlan>>;
  readonly ledger: LineLedger;
  /** Hears of all that is seen; absent where nobody watches over it. */
  readonly observer?: LineObserver | undefined;
  readonly publishPicture: LineRunOptions['publishPicture'];
}

interface Order extends ShownWork {
  readonly wish: LineWish;
}

/** The engine's own stop has no time for a worker that hangs: the part in view is to be stored before. */
const closeDeadlineMs = 2_000;
const backOff: BackOff = { firstMs: 2_000, factor: 2, maxMs: 60_000 };

/** The inspection of one source: what looks at it, and what that says of each part. */
export class Line {
  readonly sourceId: SourceId;
  readonly live: LiveValue<LineState>;
  readonly #options: LineOptions;
  readonly #changed: (state: LineState) => void;
  readonly #pulse: Pulse;
  readonly #turns = new Turns();
  readonly #worker: WorkerSide;
  readonly #retry: LaterTries;
  readonly #last: LastWork;
  #order: Order | undefined;
  /** Wanted since the station was started, and not planned yet: its model or its recipe cannot be read, say. */
  #unplanned: LineWish | undefined;
  #state: LineState['state'] = 'stopped';
  #note = '';
  #isWatched = false;
  #summary: LineState;

  /** `changed` hears of each publication of its state. */
  constructor(sourceId: SourceId, options: LineOptions, changed: (state: LineState) => void = () => {}) {
    this.sourceId = sourceId;
    this.#last = new LastWork(sourceId);
    this.#options = options;
    this.#changed = changed;
    this.#summary = { ...stoppedLine, sourceId };
    this.live = new LiveValue(this.#summary);
    const { clock, random } = options;
    this.#worker = new WorkerSide(sourceId, options);
    const attempt = (): void => void this.#turns.take(() => this.#resume());
    this.#retry = new LaterTries({ clock, random, backOff, attempt });
    this.#pulse = new Pulse({ clock, leastMs: 100, mostMs: 1_000, beat: () => this.#publish() });
  }

  /** Somebody started it and nobody stopped it since. */
  get isWanted(): boolean {
    return this.wish !== undefined;
  }

  get wish(): LineWish | undefined {
    return this.#order?.wish ?? this.#unplanned;
  }

  /** What a line that nobody wants did until it was stopped; undefined of one that never ran. */
  get stopped(): LineWish | undefined {
    return this.isWanted ? undefined : this.#last.wish;
  }

  /** Of one that does not look, whom it told: to them it is missing. */
  get telling(): LineTelling | undefined {
    if (this.#order !== undefined) return this.#order.run.telling;
    if (this.#unplanned === undefined) return this.#last.telling;
    return this.#last.ownTelling ?? tellingUnread(this.#unplanned);
  }

  /** The models that look at its frames just now, by name: one of them that looks at people is enough. */
  get lookingWith(): readonly string[] {
    return this.#state === 'running' ? (this.#order?.plan.models ?? []).map(({ card }) => card.name) : [];
  }

  get #isLooking(): boolean {
    return this.#state === 'running' || this.#state === 'stalled';
  }

  read(): LineState {
    const order = this.#order;
    const note = this.#note || order?.run.trouble || storageNote(this.#options.ledger.pressure);
    const state = { state: this.#state, note, wanted: this.isWanted };
    if (order === undefined) return { ...this.#summary, ...state };
    const runsOn = this.#worker.runsOn(order.plan);
    const nowMs = this.#options.clock.monotonicMs();
    return { ...state, sourceId: this.sourceId, runsOn, ...sizesOf(order.plan), ...shownWork(order, nowMs) };
  }

  /** Starts, or changes over from what runs. A start that fails leaves the line stopped unless `keep` says to try on. */
  start(wish: LineWish, keep = false): Promise<Outcome<LineState>> {
    // From here on, before its turn has come: whoever is told by it is to miss it until it looks.
    if (keep && this.#order === undefined) this.#unplanned = wish;
    return this.#turns.take(async () => {
      const [known, unplanned] = [this.#order, this.#unplanned];
      const isSame = isDeepStrictEqual(this.wish, wish);
      const order = await this.#prepare(wish);
      if (!order.ok) return this.#refuse(order.failure, isSame);
      if (known !== undefined && isSame && this.#state === 'running' && meansTheSame(known.plan, order.value.plan))
        return succeed(this.read());
      if (known !== undefined && this.#isLooking && hasTheSameSource(known.plan, order.value.plan)) {
        const changed = await this.#changeOver(known, order.value);
        return changed.ok ? succeed(this.read()) : changed;
      }
      this.#leave();
      await this.#wind();
      this.#order = order.value;
      const started = await this.#begin(order.value);
      if (started.ok) return succeed(this.read());
      if (!keep) await this.#wind();
      if (!keep && known !== undefined && !isSame) await this.#goBack(known);
      if (!keep && !isSame) this.#unplanned = unplanned;
      return this.#refuse(started.failure, keep || this.#unplanned !== undefined);
    });
  }

  /** Stops; what was seen is stored before this settles. */
  stop(): Promise<Outcome<LineState>> {
    return this.#turns.take(() => this.#halt(''));
  }

  /** Stops for good. What cannot be stored within the line's share of the time is tried once more when the store is closed. */
  async close(): Promise<void> {
    await this.#turns.take(() => this.#wind(closeDeadlineMs));
    this.#become('stopped', '');
    await this.#options.ledger.flush();
    await this.#options.samples?.flush();
    this.#pulse.stop();
  }

  /** Not begun yet since the station was started: it stands as it has stood then. */
  rest(recipe: Recipe): void {
    const { id, version, name } = recipe;
    this.#last.wasBy(recipe);
    this.#summary = { ...this.#summary, recipe: { id, version, name } };
    this.#pulse.now();
  }

  /** It has a newer version, or with null none any more: a line that runs goes by its own until it is started anew. */
  recipeChanged(id: RecipeId, body: RecipeBody | null): void {
    this.#last.recipeChanged(id, body);
    this.#pulse.now();
  }

  /** The part that lies before the camera now: settles with its inspection, or why there is none. */
  async trigger(trigger: LineTrigger): Promise<Outcome<Inspection>> {
    const run = this.#order?.run;
    if (run === undefined || !this.#isLooking) return notLooking(this.sourceId, this.#state);
    const triggered = run.trigger(trigger);
    return triggered.ok ? succeed(await triggered.value) : triggered;
  }

  watched(isWatched: boolean): void {
    if (isWatched === this.#isWatched) return;
    this.#isWatched = isWatched;
    this.#order?.run.watched(isWatched);
    if (this.#isLooking) void this.#worker.view(isWatched);
  }

  /** The settings of sampling have changed, or what people agreed to. */
  async resample(): Promise<void> {
    // A start under way may have been given what held before: it is told when it is through, and nobody waits for that.
    if (this.#state === 'starting' || this.#worker.isChanging) void this.#turns.take(() => this.#sendWish());
    else await this.#sendWish();
  }

  /** A fresh worker answers: it is given the order that the one before it had. */
  workerReady(): void {
    void this.#turns.take(() => this.#resume());
  }

  workerLost(note: string): void {
    const order = this.#order;
    this.#retry.cancel();
    if (order === undefined) return;
    order.run.interrupt(`The vision worker ${note}.`);
    this.#become('failed', `The vision worker ${note}; the line goes on as soon as it is back.`);
  }

  /** Of this line alone: whoever holds the lines tells them apart. */
  told(told: Told): void {
    const run = this.#order?.run;
    if (run === undefined) return;
    const event = told.event as keyof VisionEvents;
    switch (event) {
      case 'prediction':
        run.predicted(told.value as VisionEvents['prediction']);
        this.#pulse.changed();
        break;
      case 'picture':
        run.pictured(told.value as VisionEvents['picture']);
        break;
      case 'sample':
        run.sampled(told.value as VisionEvents['sample']);
        break;
      case 'changed':
        this.#worker.changed();
        break;
      case 'source':
        this.#sourceNews(told.value as SourceNews);
        break;
      default:
        assertNever(event);
    }
  }

  async #prepare(wish: LineWish): Promise<Outcome<Order>> {
    const plan = await this.#options.plan(wish);
    if (!plan.ok) return plan;
    const run = openRun(this.sourceId, plan.value, this.#options);
    run.watched(this.#isWatched);
    return succeed({ wish, plan: plan.value, run });
  }

  /** Beside an open camera: what ran looks until the other models are ready, and goes on where they cannot be had. */
  async #changeOver(known: Order, next: Order): Promise<Outcome<null>> {
    const { plan } = next;
    const swap = (): void => {
      if (this.#order !== known) return;
      known.run.interrupt('The line was changed over while it was in view.');
      next.run.numbers.follow(known.run.numbers);
      next.run.watched(this.#isWatched);
      this.#order = next;
      this.#pulse.now();
    };
    if (hasTheSameModels(known.plan, plan)) {
      swap();
      // The same models may judge in another region: what lies outside of it is not worth a look any more.
      await this.#sendWish();
      return succeed(null);
    }
    const changed = await this.#worker.change(plan, swap);
    if (!changed.ok) {
      // What was refused is not what goes on, though the worker may have begun with it before it was lost.
      if (this.#order === next) this.#order = known;
      // A worker that is late may change over yet, and its looks would be taken for those of other models.
      if (changed.failure.code === 'deadline_exceeded') await this.#openAnew(known);
      return changed;
    }
    this.#pulse.now();
    return changed;
  }

  async #openAnew(known: Order): Promise<void> {
    await this.#wind();
    await this.#goBack(known);
  }

  /** What was asked for cannot be had: the line is as it was. */
  async #goBack(known: Order): Promise<void> {
    this.#order = known;
    const started = await this.#begin(known);
    if (!started.ok) this.#tryLater(started.failure);
  }

  async #begin({ plan }: Order): Promise<Outcome<null>> {
    this.#become('starting', '');
    const opened = await this.#worker.open(plan);
    if (!opened.ok) return opened;
    this.#retry.worked();
    this.#become('running', '');
    await this.#worker.view(this.#isWatched);
    return opened;
  }

  /** What was seen is stored before this settles. */
  async #halt(note: string): Promise<Outcome<LineState>> {
    this.#leave();
    await this.#wind();
    this.#become('stopped', note);
    await this.#options.samples?.flush();
    const stored = await this.#options.ledger.flush();
    return stored.ok ? succeed(this.read()) : stored;
  }

  #leave(): void {
    const { wish, telling } = this;
    if (wish !== undefined && telling !== undefined) this.#last.ended(wish, telling);
  }

  /** Ends what runs, if anything does: the part in view was not seen whole. */
  async #wind(deadlineMs?: number): Promise<void> {
    this.#retry.cancel();
    this.#unplanned = undefined;
    const order = this.#order;
    if (order === undefined) return;
    await this.#worker.close(deadlineMs);
    order.run.interrupt('The line was stopped while it was in view.');
    this.#summary = { ...this.read(), framesPerSecond: 0 };
    this.#order = undefined;
  }

  async #resume(): Promise<void> {
    const order = this.#order ?? (await this.#planLate());
    if (order === undefined || this.#state === 'running') return;
    // A worker whose source failed still holds it; one that is fresh has nothing to stop.
    await this.#worker.close();
    const started = await this.#begin(order);
    if (!started.ok) this.#tryLater(started.failure);
  }

  /** What could not be planned when the station was started is what its line goes by as soon as it can be. */
  async #planLate(): Promise<Order | undefined> {
    if (this.#unplanned === undefined) return undefined;
    const order = await this.#prepare(this.#unplanned);
    if (!order.ok) {
      this.#tryLater(order.failure);
      return undefined;
    }
    this.#unplanned = undefined;
    this.#order = order.value;
    return order.value;
  }

  #refuse(failure: Failure, keep: boolean): Outcome<never> {
    if (keep && this.isWanted) this.#tryLater(failure);
    else if (!this.isWanted) this.#become('failed', failure.message);
    return { ok: false, failure };
  }

  /** Not for a worker that is away: its return says when to go on. Not for a model that is wrong: time does not mend it, but people mend its folder. */
  #tryLater(failure: Failure): void {
    this.#become('failed', failure.message);
    const isForOthers = failure.code === 'worker_exited' || failure.code === 'model_refused';
    if (!isForOthers || this.#unplanned !== undefined) this.#retry.plan();
  }

  #sourceNews({ state, note, stalls }: SourceNews): void {
    const order = this.#order;
    if (order === undefined) return;
    order.run.numbers.stalls(stalls);
    if (state === 'running' || state === 'stalled') {
      this.#become(state, note);
      return;
    }
    order.run.interrupt(note || 'The source gave no further frames.');
    if (state === 'ended') void this.#end(note);
    // Opened again by the thread that holds it, beside a model that stays loaded: one place tries, and the note says when.
    else this.#become('failed', note);
  }

  /** By itself, unless somebody has opened the source anew before its turn came. */
  async #end(note: string): Promise<void> {
    const { opened } = this.#worker;
    await this.#turns.take(async () => {
      if (this.#worker.opened === opened) await this.#halt(note);
    });
  }

  async #sendWish(): Promise<void> {
    const plan = this.#order?.plan;
    if (plan !== undefined) await this.#worker.sample(plan, () => this.#isLooking);
  }

  #publish(): void {
    const state = this.read();
    this.live.set(state);
    this.#changed(state);
  }

  #become(state: LineState['state'], note: string): void {
    this.#state = state;
    this.#note = note;
    this.#pulse.now();
  }
}
