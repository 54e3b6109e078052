import { isDeepStrictEqual } from 'node:util';
import type { Inspection, LineState } from '../../../preload/contract/inspections.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import { assertNever } from '../../domain/assert-never.ts';
import { type BackOff, backOffMs } from '../../domain/back-off.ts';
import { type Failure, type Outcome, succeed } from '../../domain/outcome.ts';
import type { SamplingWish } from '../../domain/sampling/sampler.ts';
import type { SourceNews, Told, VisionEvents } from '../../workers/protocol.ts';
import type { Clock } from '../clock.ts';
import { LiveValue } from '../doors/live-value.ts';
import type { AskVision } from '../workers/vision-link.ts';
import { notLooking, ofStart } from './line-failures.ts';
import { type LineLedger, storageNote } from './line-ledger.ts';
import type { LinePlan, LineTelling, LineWish } from './line-plan.ts';
import type { LineObserver, LineRun, LineRunOptions, LineTrigger, SampleSinks } from './line-run.ts';
import { openRun } from './open-run.ts';
import { Pulse } from './pulse.ts';
import { hasTheSameModels, hasTheSameSource, meansTheSame } from './same-plan.ts';
import { stoppedLine } from './stopped-line.ts';
import { Turns } from './turns.ts';
import { howItRuns, visionModels, wishOf } from './worker-input.ts';

/** What the line needs of the samples: which frames are wanted, where they go, and when they are all stored. */
export interface LineSamples extends SampleSinks {
  /** Which frames are wanted of a model that looks at people, or does not. */
  wish(ofPeople: boolean): Promise<SamplingWish>;
  flush(): Promise<void>;
}

export interface LineOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly ask: AskVision;
  /** What a wish means now: its source, its models and how it is judged. */
  readonly plan: (wish: LineWish) => Promise<Outcome<LinePlan>>;
  readonly ledger: LineLedger;
  /** Hears of all that is seen; absent where nobody watches over it. */
  readonly observer?: LineObserver | undefined;
  readonly publishPicture: LineRunOptions['publishPicture'];
  /** A model was loaded: which, and what it runs on. */
  readonly modelLoaded: (card: PictureCard, runsOn: string) => void;
  readonly samples?: LineSamples | undefined;
  readonly threads: number;
  readonly picturesPerSecond: number;
}

interface Order {
  readonly wish: LineWish;
  readonly plan: LinePlan;
  readonly run: LineRun;
}

const startDeadlineMs = 30_000;
const stopDeadlineMs = 5_000;
/** The engine's own stop has no time for a worker that hangs: the part in view is to be stored before. */
const closeDeadlineMs = 2_000;
const retry: BackOff = { firstMs: 2_000, factor: 2, maxMs: 60_000 };

/** The inspection of one source: what looks at it, and what that says of each part. */
export class Line {
  readonly sourceId: SourceId;
  readonly live: LiveValue<LineState>;
  readonly #options: LineOptions;
  readonly #changed: (state: LineState) => void;
  readonly #pulse: Pulse;
  readonly #turns = new Turns();
  #order: Order | undefined;
  #state: LineState['state'] = 'stopped';
  #note = '';
  #runsOn = '';
  #isWatched = false;
  #retries = 0;
  /** How often its source was opened: news of an earlier time is no news. */
  #opened = 0;
  #isChanging = false;
  #cancelRetry: () => void = () => {};
  /** Puts to work what the line is being changed over to. */
  #swap: () => void = () => {};
  #summary: LineState;

  /** `changed` hears of each publication of its state. */
  constructor(sourceId: SourceId, options: LineOptions, changed: (state: LineState) => void = () => {}) {
    this.sourceId = sourceId;
    this.#options = options;
    this.#changed = changed;
    this.#summary = { ...stoppedLine, sourceId };
    this.live = new LiveValue(this.#summary);
    const { clock } = options;
    this.#pulse = new Pulse({ clock, leastMs: 100, mostMs: 1_000, beat: () => this.#publish() });
  }

  /** Somebody started it and nobody stopped it since. */
  get isWanted(): boolean {
    return this.#order !== undefined;
  }

  get wish(): LineWish | undefined {
    return this.#order?.wish;
  }

  /** Undefined while nobody wants it. */
  get telling(): LineTelling | undefined {
    return this.#order?.run.telling;
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
    const state = { state: this.#state, note, wanted: order !== undefined };
    if (order === undefined) return { ...this.#summary, ...state };
    const { plan, run } = order;
    const { name, version } = plan.models[0].card;
    const about = {
      sourceId: this.sourceId,
      model: { name, version },
      recipe: plan.recipe,
      runsOn: howItRuns(this.#runsOn, plan),
      startedAt: run.startedAt,
      judges: run.judges,
      verdict: run.verdict,
    };
    return { ...state, ...about, ...run.numbers.read(this.#options.clock.monotonicMs()), ...run.places };
  }

  /** Starts, or changes over from what runs. A start that fails leaves the line stopped unless `keep` says to try on. */
  start(wish: LineWish, keep = false): Promise<Outcome<LineState>> {
    return this.#turns.take(async () => {
      const known = this.#order;
      const isSame = known !== undefined && isDeepStrictEqual(known.wish, wish);
      const order = await this.#prepare(wish);
      if (!order.ok) return this.#refuse(order.failure, isSame);
      if (isSame && this.#state === 'running' && meansTheSame(known.plan, order.value.plan))
        return succeed(this.read());
      if (known !== undefined && this.#isLooking && hasTheSameSource(known.plan, order.value.plan)) {
        const changed = await this.#changeOver(known, order.value);
        return changed.ok ? succeed(this.read()) : changed;
      }
      await this.#wind();
      this.#order = order.value;
      const started = await this.#begin(order.value);
      if (started.ok) return succeed(this.read());
      if (!keep) await this.#wind();
      if (!keep && known !== undefined && !isSame) await this.#goBack(known);
      return this.#refuse(started.failure, keep);
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
    this.#pulse.stop();
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
    if (this.#state === 'running' || this.#state === 'stalled') void this.#sendView();
  }

  /** The settings of sampling have changed, or what people agreed to. */
  async resample(): Promise<void> {
    // A start under way may have been given what held before: it is told when it is through, and nobody waits for that.
    if (this.#state === 'starting' || this.#isChanging) void this.#turns.take(() => this.#sendWish());
    else await this.#sendWish();
  }

  /** A fresh worker answers: it is given the order that the one before it had. */
  workerReady(): void {
    void this.#turns.take(() => this.#resume());
  }

  workerLost(note: string): void {
    const order = this.#order;
    this.#cancelRetry();
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
        this.#swap();
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
      return succeed(null);
    }
    const { ask, threads, modelLoaded, samples } = this.#options;
    this.#swap = swap;
    this.#isChanging = true;
    const models = visionModels(plan);
    const sampling = await wishOf(plan, samples);
    const changed = await ask('change', { sourceId: this.sourceId, models, threads, sampling }, startDeadlineMs);
    this.#swap = () => {};
    this.#isChanging = false;
    if (!changed.ok) {
      // What was refused is not what goes on, though the worker may have begun with it before it was lost.
      if (this.#order === next) this.#order = known;
      // A worker that is late may change over yet, and its looks would be taken for those of other models.
      if (changed.failure.code === 'deadline_exceeded') await this.#openAnew(known);
      return { ok: false, failure: ofStart(changed.failure) };
    }
    this.#runsOn = changed.value.runsOn;
    for (const { card } of plan.models) modelLoaded(card, changed.value.runsOn);
    this.#pulse.now();
    return succeed(null);
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
    const { ask, threads, picturesPerSecond, modelLoaded, samples } = this.#options;
    const input = {
      sourceId: this.sourceId,
      settings: plan.source.settings,
      models: visionModels(plan),
      threads,
      picturesPerSecond,
      sampling: await wishOf(plan, samples),
    };
    this.#opened += 1;
    const started = await ask('start', input, startDeadlineMs);
    if (!started.ok) return { ok: false, failure: ofStart(started.failure) };
    this.#retries = 0;
    this.#runsOn = started.value.runsOn;
    this.#become('running', '');
    for (const { card } of plan.models) modelLoaded(card, started.value.runsOn);
    await this.#sendView();
    return succeed(null);
  }

  /** What was seen is stored before this settles. */
  async #halt(note: string): Promise<Outcome<LineState>> {
    await this.#wind();
    this.#become('stopped', note);
    await this.#options.samples?.flush();
    const stored = await this.#options.ledger.flush();
    return stored.ok ? succeed(this.read()) : stored;
  }

  /** Ends what runs, if anything does: the part in view was not seen whole. */
  async #wind(deadlineMs = stopDeadlineMs): Promise<void> {
    this.#cancelRetry();
    const order = this.#order;
    if (order === undefined) return;
    // A worker that cannot be asked has nothing to stop; one that does not answer is the supervisor's business.
    await this.#options.ask('stop', { sourceId: this.sourceId }, deadlineMs);
    order.run.interrupt('The line was stopped while it was in view.');
    this.#summary = { ...this.read(), framesPerSecond: 0 };
    this.#order = undefined;
  }

  async #resume(): Promise<void> {
    const order = this.#order;
    if (order === undefined || this.#state === 'running') return;
    // A worker whose source failed still holds it; one that is fresh has nothing to stop.
    await this.#options.ask('stop', { sourceId: this.sourceId }, stopDeadlineMs);
    const started = await this.#begin(order);
    if (!started.ok) this.#tryLater(started.failure);
  }

  #refuse(failure: Failure, keep: boolean): Outcome<never> {
    if (keep && this.#order !== undefined) this.#tryLater(failure);
    else if (this.#order === undefined) this.#become('failed', failure.message);
    return { ok: false, failure };
  }

  /** Not for a worker that is away: its return says when to go on. Not for a model that is wrong: time does not mend it. */
  #tryLater(failure: Failure): void {
    this.#become('failed', failure.message);
    if (failure.code === 'worker_exited' || failure.code === 'model_refused') return;
    const delayMs = backOffMs(retry, this.#retries, this.#options.random());
    this.#retries += 1;
    this.#cancelRetry = this.#options.clock.after(delayMs, () => void this.#turns.take(() => this.#resume()));
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
    const opened = this.#opened;
    await this.#turns.take(async () => {
      if (this.#opened === opened) await this.#halt(note);
    });
  }

  async #sendWish(): Promise<void> {
    const order = this.#order;
    const wish = order && (await wishOf(order.plan, this.#options.samples));
    const { sourceId } = this;
    if (wish !== undefined && this.#isLooking) await this.#options.ask('sampling', { sourceId, wish }, stopDeadlineMs);
  }

  async #sendView(): Promise<void> {
    await this.#options.ask('view', { sourceId: this.sourceId, wanted: this.#isWatched }, stopDeadlineMs);
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
