import type { FrameHead } from '../../../preload/contract/frames.ts';
import type { Inspection, LineState } from '../../../preload/contract/inspections.ts';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import type { PartsBy, RecipeRef } from '../../../preload/contract/recipes.ts';
import type { SampleReason } from '../../../preload/contract/sampling.ts';
import type { ModelRef, SourceId, Verdict } from '../../../preload/contract/values.ts';
import type { UnsureBand } from '../../domain/confidence/band.ts';
import type { PictureFeatures } from '../../domain/drift/picture-features.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { type FrameJudged, Judge, type JudgedBy } from '../../domain/recipe/judge.ts';
import { topDetection } from '../../domain/verdict.ts';
import type { FrameLook, FramePicture, FramePrediction, FrameSample } from '../../workers/protocol.ts';
import type { Clock } from '../clock.ts';
import { HeldRows } from './held-rows.ts';
import { LineNumbers } from './line-numbers.ts';
import type { LineTelling } from './line-plan.ts';
import { PartTracker } from './part-tracker.ts';
import { PictureDesk } from './picture-desk.ts';

/** Where pictures go that may be labelled. */
export interface SampleSinks {
  /** Stores the prediction, with its sample where that can be. */
  keep(row: Omit<Prediction, 'id'>, reason: SampleReason, jpeg: Uint8Array, ofPeople: boolean): void;
  /** Somebody is shown this picture. */
  shown(row: Omit<Prediction, 'id'>, jpeg: Uint8Array, ofPeople: boolean): void;
  /** A frame was drawn by lot for this model, and lost before its picture came. */
  missed(model: ModelRef): void;
}

/** Whoever sums up what the line sees; called for every frame, so in constant time. */
export interface LineObserver {
  seen(row: Omit<Prediction, 'id'>, picture: PictureFeatures | undefined): void;
  /** With whom it is told, as the plan says that has judged it. */
  judged(inspection: Inspection, telling: LineTelling): void;
}

/** One of the models that look at each frame. */
export interface RunModel {
  readonly model: ModelRef;
  /** One that does not judge only tells what is there: a face is no defect unless a rule says so. */
  readonly judges: boolean;
  /** It says what a whole picture shows, not where in it. */
  readonly isOfWholePicture: boolean;
  /** Asked for each frame: it may be fitted anew while the line runs. */
  readonly band: () => UnsureBand;
}

/** What a trigger says of the part that it begins. */
export interface LineTrigger {
  readonly part: number | null;
  /** A part whose frames have not come by then is no pass. */
  readonly deadlineMs: number;
}

export interface LineRunOptions {
  readonly clock: Clock;
  readonly sourceId: SourceId;
  /** In the order of the looks; the first one's name stands for the part. */
  readonly models: readonly [RunModel, ...RunModel[]];
  readonly recipe: RecipeRef | null;
  readonly judgedBy: JudgedBy;
  readonly parts: PartsBy;
  readonly telling: LineTelling;
  /** Its pictures show people: none is kept without their consent. */
  readonly ofPeople: boolean;
  readonly nextInspectionId: () => number;
  readonly storePrediction: (row: Omit<Prediction, 'id'>) => void;
  readonly storeInspection: (inspection: Inspection) => void;
  readonly publishPicture: (head: FrameHead, jpeg: Uint8Array) => void;
  /** Absent where nothing is kept. */
  readonly samples?: SampleSinks | undefined;
  readonly observer?: LineObserver | undefined;
}

const stretchMs = 2_000;

/** From one start of the line to its stop, however many worker processes it takes. */
export class LineRun {
  readonly numbers = new LineNumbers();
  readonly startedAt: number;
  readonly judges: boolean;
  readonly #options: LineRunOptions;
  readonly #judge: Judge;
  readonly #parts: PartTracker;
  readonly #desk = new PictureDesk();
  readonly #held: HeldRows;
  #isWatched = false;
  #trouble = '';

  constructor(options: LineRunOptions) {
    const { clock, sourceId, models, recipe, judgedBy, parts, nextInspectionId, storeInspection } = options;
    this.#options = options;
    // Rules judge also what models only name.
    this.judges = judgedBy.rules.length > 0 || models.some(({ judges }) => judges);
    this.#judge = new Judge(judgedBy);
    this.#held = new HeldRows((row, reason) => {
      options.storePrediction(row);
      if (reason === 'control') options.samples?.missed(row.model);
    });
    this.startedAt = clock.wallMs();
    this.#parts = new PartTracker({
      sourceId,
      model: models[0].model,
      recipe,
      parts,
      beginPart: () => this.#judge.beginPart(),
      nextId: nextInspectionId,
      stretchMs,
      judged: (inspection) => {
        this.numbers.part(inspection);
        storeInspection(inspection);
        options.observer?.judged(inspection, options.telling);
      },
    });
  }

  get telling(): LineTelling {
    return this.#options.telling;
  }

  /** The newest part that was judged, unless the one in view has failed already. */
  get verdict(): Verdict | null {
    return this.#parts.isFailing ? 'fail' : this.numbers.lastVerdict;
  }

  /** What is followed through the recipe's zones and over its lines. */
  get places(): Pick<LineState, 'zones' | 'lines'> {
    const { zones, lines } = this.#judge;
    return { ...(zones === undefined ? {} : { zones }), ...(lines === undefined ? {} : { lines }) };
  }

  /** Why frames could not be judged; empty where all could. */
  get trouble(): string {
    return this.#trouble;
  }

  watched(isWatched: boolean): void {
    this.#isWatched = isWatched;
    if (!isWatched) this.#desk.clear();
  }

  predicted(seen: FramePrediction): void {
    const { clock, models, recipe } = this.#options;
    const { looks, width, height, part, wallTime } = seen;
    const trouble = looks.find((look) => look.trouble !== undefined)?.trouble;
    if (trouble !== undefined) this.#trouble = trouble.message;
    const isReadable = trouble === undefined;
    const judged = this.#look(seen);
    const { capturedAt } = seen;
    const inspectionId = this.judges
      ? this.#parts.see({ part, wallTime, capturedAt, findings: judged.findings, isReadable })
      : null;
    const verdict = this.judges ? verdictOf(judged, isReadable) : null;
    const nowMs = clock.monotonicMs();
    const endToEndMs = nowMs - capturedAt;
    const detections = judged.shown.flat();
    const inferMs = looks.reduce((sum, look) => sum + look.inferMs, 0);
    this.numbers.frame({ inferMs, endToEndMs, drops: seen.drops, detections: judged.counted }, nowMs);
    const about = { sourceId: this.#options.sourceId, capturedAt: wallTime, width, height, endToEndMs };
    const rows = models.flatMap(({ model, judges }, index) => {
      const look = looks[index];
      if (look === undefined) return [];
      // A recipe judges by all of its models together, without one each by itself.
      const isJudged = judges || recipe !== null;
      const ofModel = isJudged ? { inspectionId, verdict } : { inspectionId: null, verdict: null };
      const shown = { ...look, detections: judged.shown[index] ?? [] };
      return [this.#keep(seen, shown, { ...about, ...ofModel, model })];
    });
    const [row] = rows;
    if (!this.#isWatched || row === undefined) return;
    const { frameId } = seen;
    const heat = looks.find((look) => look.heat !== undefined)?.heat;
    const { model } = models[0];
    const head = { frameId, ...about, part: part ?? null, model, verdict, inferMs, detections };
    this.#desk.expect(heat === undefined ? head : { ...head, heat }, row);
  }

  pictured({ frameId, jpeg }: FramePicture): void {
    const expected = this.#desk.take(frameId);
    if (expected === undefined) return;
    this.#options.samples?.shown(expected.row, jpeg, this.#options.ofPeople);
    this.#options.publishPicture(expected.head, jpeg);
  }

  sampled({ frameId, jpeg }: FrameSample): void {
    const held = this.#held.take(frameId);
    if (held !== undefined) this.#options.samples?.keep(held.row, held.reason, jpeg, this.#options.ofPeople);
  }

  /** The part that lies before the camera now: settles with what its next frames say, or that they did not come. */
  trigger({ part, deadlineMs }: LineTrigger): Outcome<Promise<Inspection>> {
    const { clock, sourceId, parts } = this.#options;
    if (parts.by !== 'trigger') return notByTrigger(sourceId);
    if (this.#parts.isTriggered) return stillWaiting(sourceId);
    const judged = this.#parts.trigger({
      part,
      wallTime: clock.wallMs(),
      countsFrom: clock.monotonicMs() + parts.delayMs,
    });
    const late = `Not all of its ${parts.frames} frames came within ${deadlineMs} ms of the trigger.`;
    const cancel = clock.after(deadlineMs, () => this.#parts.interrupt(late));
    return succeed(judged.finally(cancel));
  }

  /** The worker or the source was lost with a part in view; `trouble` is why it was not seen whole. */
  interrupt(trouble: string): void {
    this.#desk.clear();
    this.#held.letAllGo();
    this.#parts.interrupt(trouble);
    this.numbers.resumed();
  }

  #look({ looks, width, height, capturedAt }: FramePrediction): FrameJudged {
    const seen = looks.flatMap(({ detections }, index) => {
      const model = this.#options.models[index];
      return model === undefined ? [] : [{ ...model, detections, band: model.band() }];
    });
    return this.#judge.see({ looks: seen, width, height, atMs: capturedAt });
  }

  /** The row of one model, on its way to the store or waiting for its picture. */
  #keep(
    { frameId, picture }: FramePrediction,
    { detections, inferMs, kept, missed }: FrameLook,
    about: Omit<Prediction, 'id' | 'frameId' | 'detections' | 'topScore' | 'topLabel' | 'inferMs'>,
  ): Omit<Prediction, 'id'> {
    const { storePrediction, samples, observer } = this.#options;
    const top = topDetection(detections.filter(({ ignored }) => ignored !== true));
    const row = {
      ...about,
      frameId,
      detections: [...detections],
      topScore: top?.score ?? null,
      topLabel: top?.label ?? null,
      inferMs,
    };
    if (kept !== undefined && samples !== undefined) this.#held.hold(row, kept);
    else storePrediction(row);
    if (missed === true) samples?.missed(row.model);
    observer?.seen(row, picture);
    return row;
  }
}

/** What was found in numbers that are none says nothing: such a frame is no pass. */
const verdictOf = ({ verdict }: FrameJudged, isReadable: boolean): Verdict =>
  isReadable || verdict === 'fail' ? verdict : 'unsure';

const notByTrigger = (sourceId: SourceId): Outcome<never> =>
  fail('wrong_state', {
    thing: `The line of ${sourceId}`,
    expected: 'a recipe whose parts begin with a trigger',
    received: 'one that makes parts by itself',
    remedy: 'Start a recipe whose parts are by trigger.',
  });

const stillWaiting = (sourceId: SourceId): Outcome<never> =>
  fail('wrong_state', {
    thing: `The line of ${sourceId}`,
    expected: 'the part before to have its frames',
    received: 'another trigger before that',
    remedy: 'Wait for the verdict, or ask for fewer frames a part.',
  });
