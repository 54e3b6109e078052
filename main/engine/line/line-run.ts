import type { FrameHead } from '../../../preload/contract/frames.ts';
import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { taskTraits } from '../../../preload/contract/model-tasks.ts';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import type { SampleReason } from '../../../preload/contract/sampling.ts';
import type { ModelRef, SourceId, Verdict } from '../../../preload/contract/values.ts';
import type { PictureFeatures } from '../../domain/drift/picture-features.ts';
import { frameVerdict, topDetection, type UnsureBand, usualVote } from '../../domain/verdict.ts';
import type { FramePicture, FramePrediction, FrameSample } from '../../workers/protocol.ts';
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

export interface LineRunOptions {
  readonly clock: Clock;
  readonly sourceId: SourceId;
  readonly model: ModelRef;
  readonly band: UnsureBand;
  readonly task: PictureCard['task'];
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
  readonly #options: LineRunOptions;
  readonly #parts: PartTracker;
  readonly #desk = new PictureDesk();
  readonly #held: HeldRows;
  #isWatched = false;
  #trouble = '';

  constructor(options: LineRunOptions) {
    const { clock, sourceId, model, band, nextInspectionId, storeInspection } = options;
    this.#options = options;
    this.#held = new HeldRows(options.storePrediction);
    this.startedAt = clock.wallMs();
    this.#parts = new PartTracker({
      sourceId,
      model,
      vote: usualVote,
      leastScore: band.low,
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

  get judges(): boolean {
    return taskTraits[this.#options.task].judges;
  }

  watched(isWatched: boolean): void {
    this.#isWatched = isWatched;
    if (!isWatched) this.#desk.clear();
  }

  predicted(seen: FramePrediction): void {
    const { clock, sourceId, model, band, storePrediction, samples, observer } = this.#options;
    const { frameId, width, height, detections, inferMs, part, wallTime } = seen;
    // A model that judges nothing makes no parts: a face is no defect.
    const isReadable = seen.trouble === undefined;
    if (!isReadable) this.#trouble = seen.trouble.message;
    // Nothing found in numbers that are none says nothing: neither that frame nor its part is a pass.
    const found = isReadable ? frameVerdict(detections, band) : 'unsure';
    const verdict = this.judges ? found : null;
    const inspectionId = verdict === null ? null : this.#parts.see({ part, wallTime, detections, verdict, isReadable });
    const nowMs = clock.monotonicMs();
    const endToEndMs = nowMs - seen.capturedAt;
    this.numbers.frame({ inferMs, endToEndMs, drops: seen.drops, detections }, nowMs);
    const top = topDetection(detections);
    const row = {
      frameId,
      sourceId,
      inspectionId,
      model,
      capturedAt: wallTime,
      width,
      height,
      detections: [...detections],
      topScore: top?.score ?? null,
      topLabel: top?.label ?? null,
      verdict,
      inferMs,
      endToEndMs,
    };
    if (seen.kept !== undefined && samples !== undefined) this.#held.hold(row, seen.kept);
    else storePrediction(row);
    observer?.seen(row, seen.picture);
    if (!this.#isWatched) return;
    const head = {
      frameId,
      sourceId,
      capturedAt: wallTime,
      width,
      height,
      part: part ?? null,
      model,
      verdict,
      inferMs,
    };
    this.#desk.expect({ ...head, detections: [...detections], endToEndMs }, row);
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
}
