import type { FrameHead } from '../../../preload/contract/frames.ts';
import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import type { SampleReason } from '../../../preload/contract/sampling.ts';
import type { ModelRef, SourceId, Verdict } from '../../../preload/contract/values.ts';
import type { PictureFeatures } from '../../domain/drift/picture-features.ts';
import { type FrameJudge, type FrameJudged, topDetection, usualVote } from '../../domain/verdict.ts';
import type { FrameLook, FramePicture, FramePrediction, FrameSample } from '../../workers/protocol.ts';
import type { Clock } from '../clock.ts';
import { HeldRows } from './held-rows.ts';
import { LineNumbers } from './line-numbers.ts';
import { PartTracker } from './part-tracker.ts';
import { PictureDesk } from './picture-desk.ts';

/** Where pictures go that may be labelled. */
export interface SampleSinks {
  /** Stores the prediction, with its sample where that can be. */
  keep(row: Omit<Prediction, 'id'>, reason: SampleReason, jpeg: Uint8Array, ofPeople: boolean): void;
  /** Somebody is shown this picture. */
  shown(row: Omit<Prediction, 'id'>, jpeg: Uint8Array, ofPeople: boolean): void;
}

/** Whoever sums up what the line sees; called for every frame, so in constant time. */
export interface LineObserver {
  seen(row: Omit<Prediction, 'id'>, picture: PictureFeatures | undefined): void;
  judged(inspection: Inspection): void;
}

/** One of the models that look at each frame. */
export interface RunModel {
  readonly model: ModelRef;
  /** One that does not judge only tells what is there: a face is no defect. */
  readonly judges: boolean;
}

export interface LineRunOptions {
  readonly clock: Clock;
  readonly sourceId: SourceId;
  /** In the order of the looks; the first one's name stands for the part. */
  readonly models: readonly [RunModel, ...RunModel[]];
  readonly judge: FrameJudge;
  /** Where a detection begins to matter: what lies below it is not named as a defect. */
  readonly leastScore: (label: string) => number;
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
  readonly #parts: PartTracker;
  readonly #desk = new PictureDesk();
  readonly #held: HeldRows;
  #isWatched = false;
  #trouble = '';

  constructor(options: LineRunOptions) {
    const { clock, sourceId, models, leastScore, nextInspectionId, storeInspection } = options;
    this.#options = options;
    this.judges = models.some(({ judges }) => judges);
    this.#held = new HeldRows(options.storePrediction);
    this.startedAt = clock.wallMs();
    this.#parts = new PartTracker({
      sourceId,
      model: models[0].model,
      vote: usualVote,
      leastScore,
      nextId: nextInspectionId,
      stretchMs,
      judged: (inspection) => {
        this.numbers.part(inspection);
        storeInspection(inspection);
        options.observer?.judged(inspection);
      },
    });
  }

  /** The newest part that was judged, unless the one in view has failed already. */
  get verdict(): Verdict | null {
    return this.#parts.isFailing ? 'fail' : this.numbers.lastVerdict;
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
    const { clock, models } = this.#options;
    const { looks, width, height, part, wallTime } = seen;
    const trouble = looks.find((look) => look.trouble !== undefined)?.trouble;
    if (trouble !== undefined) this.#trouble = trouble.message;
    const judged = this.judges ? this.#judge(seen, trouble === undefined) : undefined;
    const inspectionId =
      judged === undefined ? null : this.#parts.see({ part, wallTime, ...judged, isReadable: trouble === undefined });
    const nowMs = clock.monotonicMs();
    const endToEndMs = nowMs - seen.capturedAt;
    const detections = looks.flatMap((look) => look.detections);
    const inferMs = looks.reduce((sum, look) => sum + look.inferMs, 0);
    this.numbers.frame({ inferMs, endToEndMs, drops: seen.drops, detections }, nowMs);
    const verdict = judged?.verdict ?? null;
    const about = { sourceId: this.#options.sourceId, capturedAt: wallTime, width, height, endToEndMs };
    const rows = models.flatMap(({ model, judges }, index) => {
      const look = looks[index];
      if (look === undefined) return [];
      const ofModel = judges ? { inspectionId, verdict } : { inspectionId: null, verdict: null };
      return [this.#keep(seen, look, { ...about, ...ofModel, model })];
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

  /** The worker or the source was lost with a part in view. */
  interrupt(): void {
    this.#desk.clear();
    this.#held.letAllGo();
    this.#parts.interrupt();
    this.numbers.resumed();
  }

  #judge({ looks, width, height, wallTime }: FramePrediction, isReadable: boolean): FrameJudged {
    const { models, judge } = this.#options;
    const detections = looks.flatMap((look, index) => (models[index]?.judges === true ? look.detections : []));
    const judged = judge.judge({ detections, width, height, atMs: wallTime });
    // What was found in numbers that are none says nothing: neither that frame nor its part is a pass.
    return isReadable || judged.verdict === 'fail' ? judged : { ...judged, verdict: 'unsure' };
  }

  /** The row of one model, on its way to the store or waiting for its picture. */
  #keep(
    { frameId, picture }: FramePrediction,
    { detections, inferMs, kept }: FrameLook,
    about: Omit<Prediction, 'id' | 'frameId' | 'detections' | 'topScore' | 'topLabel' | 'inferMs'>,
  ): Omit<Prediction, 'id'> {
    const { storePrediction, samples, observer } = this.#options;
    const top = topDetection(detections);
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
    observer?.seen(row, picture);
    return row;
  }
}
