import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { AskVision } from '../workers/worker-link.ts';
import { ofStart } from './line-failures.ts';
import type { LinePlan } from './line-plan.ts';
import { howItRuns, type LineSamples, visionModels, wishOf } from './worker-input.ts';

export interface WorkerSideOptions {
  readonly ask: AskVision;
  /** A model was loaded: which, and what it runs on. */
  readonly modelLoaded: (card: PictureCard, runsOn: string) => void;
  readonly samples?: LineSamples | undefined;
  readonly threads: number;
  readonly picturesPerSecond: number;
}

const startDeadlineMs = 30_000;
const stopDeadlineMs = 5_000;

/** One line as the vision worker has it: what that is asked for, each within its deadline, and what it runs on. */
export class WorkerSide {
  readonly #sourceId: SourceId;
  readonly #options: WorkerSideOptions;
  #runsOn = '';
  #opened = 0;
  #isChanging = false;
  /** Puts to work what the line is being changed over to. */
  #swap: () => void = () => {};

  constructor(sourceId: SourceId, options: WorkerSideOptions) {
    this.#sourceId = sourceId;
    this.#options = options;
  }

  /** How often its source was opened: news of an earlier time is no news. */
  get opened(): number {
    return this.#opened;
  }

  get isChanging(): boolean {
    return this.#isChanging;
  }

  runsOn(plan: LinePlan): string {
    return howItRuns(this.#runsOn, plan);
  }

  async open(plan: LinePlan): Promise<Outcome<null>> {
    const { ask, threads, picturesPerSecond, samples } = this.#options;
    const sampling = await wishOf(plan, samples);
    const { settings } = plan.source;
    const line = { sourceId: this.#sourceId, settings, models: visionModels(plan), threads, picturesPerSecond };
    this.#opened += 1;
    const started = await ask('start', { ...line, sampling }, startDeadlineMs);
    if (!started.ok) return { ok: false, failure: ofStart(started.failure) };
    this.#loaded(plan, started.value.runsOn);
    return succeed(null);
  }

  /** Beside an open camera: `swap` is called at the first moment at which the other models look. */
  async change(plan: LinePlan, swap: () => void): Promise<Outcome<null>> {
    const { ask, threads, samples } = this.#options;
    this.#swap = swap;
    this.#isChanging = true;
    const sampling = await wishOf(plan, samples);
    const line = { sourceId: this.#sourceId, models: visionModels(plan), threads };
    const changed = await ask('change', { ...line, sampling }, startDeadlineMs);
    this.#swap = () => {};
    this.#isChanging = false;
    if (!changed.ok) return { ok: false, failure: ofStart(changed.failure) };
    this.#loaded(plan, changed.value.runsOn);
    return succeed(null);
  }

  /** It looks with the other models from here on. */
  changed(): void {
    this.#swap();
  }

  /** Which frames are wanted from now on, unless the line has ended meanwhile. */
  async sample(plan: LinePlan, isLooking: () => boolean): Promise<void> {
    const { ask, samples } = this.#options;
    const wish = await wishOf(plan, samples);
    if (wish !== undefined && isLooking()) {
      await ask('sampling', { sourceId: this.#sourceId, wish }, stopDeadlineMs);
    }
  }

  async view(wanted: boolean): Promise<void> {
    await this.#options.ask('view', { sourceId: this.#sourceId, wanted }, stopDeadlineMs);
  }

  /** A worker that cannot be asked has nothing to stop; one that does not answer is the supervisor's business. */
  async close(deadlineMs = stopDeadlineMs): Promise<void> {
    await this.#options.ask('stop', { sourceId: this.#sourceId }, deadlineMs);
  }

  #loaded({ models }: LinePlan, runsOn: string): void {
    this.#runsOn = runsOn;
    for (const { card } of models) this.#options.modelLoaded(card, runsOn);
  }
}
