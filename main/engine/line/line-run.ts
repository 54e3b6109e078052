import type { FrameHead } from '../../../preload/contract/frames.ts';
import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import type { ModelRef, SourceId, Verdict } from '../../../preload/contract/values.ts';
import { frameVerdict, topDetection, type UnsureBand, usualVote } from '../../domain/verdict.ts';
import type { FramePicture, FramePrediction } from '../../workers/protocol.ts';
import type { Clock } from '../clock.ts';
import { LineNumbers } from './line-numbers.ts';
import { PartTracker } from './part-tracker.ts';
import { PictureDesk } from './picture-desk.ts';

export interface LineRunOptions {
  readonly clock: Clock;
  readonly sourceId: SourceId;
  readonly model: ModelRef;
  readonly band: UnsureBand;
  readonly nextInspectionId: () => number;
  readonly storePrediction: (row: Omit<Prediction, 'id'>) => void;
  readonly storeInspection: (inspection: Inspection) => void;
  readonly publishPicture: (head: FrameHead, jpeg: Uint8Array) => void;
}

const stretchMs = 2_000;

/** From one start of the line to its stop, however many worker processes it takes. */
export class LineRun {
  readonly numbers = new LineNumbers();
  readonly startedAt: number;
  readonly #options: LineRunOptions;
  readonly #parts: PartTracker;
  readonly #desk = new PictureDesk();
  #isWatched = false;

  constructor(options: LineRunOptions) {
    const { clock, sourceId, model, band, nextInspectionId, storeInspection } = options;
    this.#options = options;
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
      },
    });
  }

  /** The newest part that was judged, unless the one in view has failed already. */
  get verdict(): Verdict | null {
    return this.#parts.isFailing ? 'fail' : this.numbers.lastVerdict;
  }

  watched(isWatched: boolean): void {
    this.#isWatched = isWatched;
    if (!isWatched) this.#desk.clear();
  }

  predicted(seen: FramePrediction): void {
    const { clock, sourceId, model, band, storePrediction } = this.#options;
    const { frameId, width, height, detections, inferMs, part, wallTime } = seen;
    const verdict = frameVerdict(detections, band);
    const inspectionId = this.#parts.see({ part, wallTime, detections, verdict });
    const nowMs = clock.monotonicMs();
    const endToEndMs = nowMs - seen.capturedAt;
    this.numbers.frame({ inferMs, endToEndMs, drops: seen.drops }, nowMs);
    const top = topDetection(detections);
    storePrediction({
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
    });
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
    this.#desk.expect({ ...head, detections: [...detections], endToEndMs });
  }

  pictured({ frameId, jpeg }: FramePicture): void {
    const head = this.#desk.take(frameId);
    if (head !== undefined) this.#options.publishPicture(head, jpeg);
  }

  /** The worker or the source was lost with a part in view. */
  interrupt(): void {
    this.#desk.clear();
    this.#parts.interrupt();
    this.numbers.resumed();
  }
}
