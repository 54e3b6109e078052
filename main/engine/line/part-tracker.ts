import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { PartsBy, RecipeRef } from '../../../preload/contract/recipes.ts';
import type { ModelRef, SourceId } from '../../../preload/contract/values.ts';
import type { Finding } from '../../domain/recipe/findings.ts';
import type { PartTally } from '../../domain/recipe/part-tally.ts';

export interface PartTrackerOptions {
  readonly sourceId: SourceId;
  readonly model: ModelRef;
  readonly recipe: RecipeRef | null;
  readonly parts: PartsBy;
  readonly beginPart: () => PartTally;
  readonly nextId: () => number;
  /** A source that is to tell parts but knows none is judged in stretches of this length. */
  readonly stretchMs: number;
  readonly judged: (inspection: Inspection) => void;
}

export interface SeenFrame {
  readonly part: number | null | undefined;
  readonly wallTime: number;
  /** Monotonic. */
  readonly capturedAt: number;
  readonly findings: readonly Finding[];
  /** False where a model's numbers could not be read: the part was not seen whole then. */
  readonly isReadable: boolean;
}

export interface TriggeredPart {
  readonly part: number | null;
  readonly wallTime: number;
  /** Monotonic: a frame that was captured before shows the part before. */
  readonly countsFrom: number;
}

interface InView {
  readonly id: number;
  readonly part: number | null;
  readonly startedAt: number;
  /** Monotonic: the clock on the wall may be put back while a part is in view. */
  readonly beganAt: number;
  readonly tally: PartTally;
  /** Of a part that a trigger began. */
  readonly trigger?: { readonly countsFrom: number; readonly settle: (inspection: Inspection) => void };
  endedAt: number;
  frames: number;
}

const unreadable = 'The numbers of a model could not be read in one of its frames.';

/** Gathers the frames of the part in view into one inspection, closed when it is over or the line stops. */
export class PartTracker {
  readonly #options: PartTrackerOptions;
  #inView: InView | undefined;
  #isReadable = true;

  constructor(options: PartTrackerOptions) {
    this.#options = options;
  }

  /** Whether the part in view has failed already: then nobody needs to wait for its end. */
  get isFailing(): boolean {
    return this.#inView?.tally.judge(false).verdict === 'fail';
  }

  /** A part that a trigger began waits for its frames. */
  get isTriggered(): boolean {
    return this.#inView?.trigger !== undefined;
  }

  /** The id of the inspection that the frame belongs to; null between parts. */
  see(frame: SeenFrame): number | null {
    const { parts } = this.#options;
    if (parts.by === 'trigger') return this.#seeTriggered(frame, parts.frames);
    const part = parts.by === 'time' ? null : frame.part;
    if (this.#inView !== undefined && this.#isOver(this.#inView, frame)) this.close();
    // Between two parts, where the source knows it.
    if (parts.by === 'source' && part === null) return null;
    this.#inView ??= this.#begin(part ?? null, frame.wallTime, frame.capturedAt);
    this.#add(this.#inView, frame);
    return this.#inView.id;
  }

  /** Begins a part now; settles with its inspection, whichever way it ends. */
  trigger({ part, wallTime, countsFrom }: TriggeredPart): Promise<Inspection> {
    return new Promise((settle) => {
      this.#inView = { ...this.#begin(part, wallTime, countsFrom), trigger: { countsFrom, settle } };
    });
  }

  close(): void {
    this.#end(true, this.#isReadable ? undefined : unreadable);
  }

  /** The part in view will not be seen to its end: it is judged as one that must not pass. */
  interrupt(trouble: string): void {
    this.#end(false, trouble);
  }

  #seeTriggered(frame: SeenFrame, wanted: number): number | null {
    const inView = this.#inView;
    if (inView?.trigger === undefined || frame.capturedAt < inView.trigger.countsFrom) return null;
    this.#add(inView, frame);
    if (inView.frames >= wanted) this.close();
    return inView.id;
  }

  #begin(part: number | null, startedAt: number, beganAt: number): InView {
    const { nextId, beginPart } = this.#options;
    this.#isReadable = true;
    return { id: nextId(), part, startedAt, beganAt, endedAt: startedAt, tally: beginPart(), frames: 0 };
  }

  #add(inView: InView, { findings, isReadable, wallTime }: SeenFrame): void {
    inView.tally.add(findings, isReadable);
    inView.frames += 1;
    inView.endedAt = Math.max(inView.endedAt, wallTime);
    this.#isReadable &&= isReadable;
  }

  #isOver({ part, beganAt }: InView, frame: SeenFrame): boolean {
    const { parts, stretchMs } = this.#options;
    if (parts.by === 'source' && frame.part !== undefined) return frame.part !== part;
    return frame.capturedAt - beganAt >= (parts.by === 'time' ? parts.ms : stretchMs);
  }

  #end(isWhole: boolean, trouble: string | undefined): void {
    const inView = this.#inView;
    this.#inView = undefined;
    if (inView === undefined) return;
    const { sourceId, model, recipe, judged } = this.#options;
    const { id, part, startedAt, endedAt, tally, trigger } = inView;
    const { why, ...rest } = tally.judge(isWhole);
    const inspection: Inspection = {
      id,
      sourceId,
      model,
      part,
      startedAt,
      endedAt,
      ...rest,
      ...(recipe === null ? {} : { recipe, why }),
      ...(trouble === undefined ? {} : { trouble }),
    };
    judged(inspection);
    trigger?.settle(inspection);
  }
}
