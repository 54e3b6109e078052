import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { Detection, ModelRef, SourceId, Verdict } from '../../../preload/contract/values.ts';
import { addFrame, beginPart, interruptPart, judgePart, type PartRecord } from '../../domain/part-record.ts';
import type { VoteRule } from '../../domain/verdict.ts';

export interface PartTrackerOptions {
  readonly sourceId: SourceId;
  readonly model: ModelRef;
  readonly vote: VoteRule;
  readonly leastScore: (label: string) => number;
  readonly nextId: () => number;
  /** A source that knows no parts is judged in stretches of this length. */
  readonly stretchMs: number;
  readonly judged: (inspection: Inspection) => void;
}

export interface SeenFrame {
  readonly part: number | null | undefined;
  readonly wallTime: number;
  readonly detections: readonly Detection[];
  readonly verdict: Verdict;
  /** False where the model's numbers could not be read: the part was not seen whole then. */
  readonly isReadable: boolean;
}

interface InView {
  readonly id: number;
  readonly record: PartRecord;
}

/** Gathers the frames of the part in view into one inspection, closed when the next part comes or the line stops. */
export class PartTracker {
  readonly #options: PartTrackerOptions;
  #inView: InView | undefined;

  constructor(options: PartTrackerOptions) {
    this.#options = options;
  }

  /** Whether the part in view has failed already: then nobody needs to wait for its end. */
  get isFailing(): boolean {
    return this.#inView !== undefined && this.#judge(this.#inView).verdict === 'fail';
  }

  /** The id of the inspection that the frame belongs to; null between parts. */
  see(frame: SeenFrame): number | null {
    if (this.#inView !== undefined && this.#isOver(this.#inView.record, frame)) this.close();
    if (frame.part === null) return null;
    this.#inView ??= { id: this.#options.nextId(), record: beginPart(frame.part ?? null, frame.wallTime) };
    const { id, record } = this.#inView;
    const seen = addFrame(record, { ...frame, part: frame.part ?? null });
    this.#inView = { id, record: frame.isReadable ? seen : interruptPart(seen) };
    return id;
  }

  close(): void {
    const inView = this.#inView;
    this.#inView = undefined;
    if (inView !== undefined) this.#options.judged(this.#judge(inView));
  }

  /** The part in view will not be seen to its end: it is judged as one that must not pass. */
  interrupt(): void {
    if (this.#inView !== undefined) this.#inView = { ...this.#inView, record: interruptPart(this.#inView.record) };
    this.close();
  }

  #isOver(record: PartRecord, frame: SeenFrame): boolean {
    if (frame.part !== undefined) return frame.part !== record.part;
    return frame.wallTime - record.startedAt >= this.#options.stretchMs;
  }

  #judge({ id, record }: InView): Inspection {
    const { sourceId, model, vote, leastScore } = this.#options;
    const { defects, ...judged } = judgePart(record, vote, leastScore);
    return { id, sourceId, model, ...judged, defects: [...defects] };
  }
}
