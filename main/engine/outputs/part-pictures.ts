import type { FrameHead } from '../../../preload/contract/frames.ts';
import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import type { FrameFeed, Viewer } from '../doors/frame-feed.ts';
import { unpackFrame } from '../doors/frame-packet.ts';

interface Seen {
  readonly head: FrameHead;
  readonly jpeg: Uint8Array;
}

export interface PartPicturesOptions {
  readonly feed: () => FrameFeed;
  /** False where the models of a part look at people who did not agree: then nothing of it is kept, not even for a moment. */
  readonly mayKeep: (inspection: Inspection) => Promise<boolean>;
}

/** At fifteen pictures a second some seconds of a line; a part that was longer in view is shown by its end. */
const mostSeen = 48;

/** The last pictures of the lines that an output wants with its verdicts: as a screen would see them, and only while one wants. */
export class PartPictures {
  readonly #options: PartPicturesOptions;
  readonly #viewers = new Map<SourceId, Viewer>();
  readonly #seen = new Map<SourceId, Seen[]>();

  constructor(options: PartPicturesOptions) {
    this.#options = options;
  }

  /** From here on these sources and no others. */
  watch(sources: ReadonlySet<SourceId>): void {
    for (const sourceId of [...this.#viewers.keys()]) if (!sources.has(sourceId)) this.#leave(sourceId);
    for (const sourceId of sources) if (!this.#viewers.has(sourceId)) this.#look(sourceId);
  }

  /** The frame of the part that says most clearly what is wrong with it; undefined where none was seen. */
  async of(inspection: Inspection): Promise<Uint8Array | undefined> {
    const { sourceId, startedAt, endedAt } = inspection;
    const ofPart = (this.#seen.get(sourceId) ?? []).filter(
      ({ head }) => head.capturedAt >= startedAt && head.capturedAt <= endedAt,
    );
    if (ofPart.length === 0 || !(await this.#options.mayKeep(inspection))) return undefined;
    return ofPart.reduce((best, one) => (topScore(one.head) > topScore(best.head) ? one : best)).jpeg;
  }

  #look(sourceId: SourceId): void {
    this.#seen.set(sourceId, []);
    const viewer = this.#options.feed().view((packet) => {
      const seen = this.#seen.get(sourceId);
      if (seen === undefined) return;
      const frame = unpackFrame(packet);
      if (frame !== undefined) seen.push(frame);
      if (seen.length > mostSeen) seen.shift();
      // Not from within the call: the feed is still handing it out.
      queueMicrotask(() => this.#viewers.get(sourceId)?.ready());
    }, sourceId);
    this.#viewers.set(sourceId, viewer);
  }

  #leave(sourceId: SourceId): void {
    this.#viewers.get(sourceId)?.close();
    this.#viewers.delete(sourceId);
    this.#seen.delete(sourceId);
  }
}

const topScore = ({ detections }: FrameHead): number => Math.max(0, ...detections.map(({ score }) => score));
