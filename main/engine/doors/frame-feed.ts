import type { FrameHead } from '../../../preload/contract/frames.ts';
import { packFrame } from './frame-packet.ts';

/** One screen that looks at the pictures. It has one packet in flight at most, and then gets the newest. */
export interface Viewer {
  /** The last packet was taken: send the newest as soon as there is one. */
  ready(): void;
  close(): void;
}

type Send = (packet: Uint8Array<ArrayBuffer>) => void;

export interface FrameFeed {
  /** With a source id only its frames are sent. */
  view(send: Send, sourceId?: string): Viewer;
}

interface Published {
  readonly sourceId: string;
  /** Packed at most once, however many look. */
  readonly pack: () => Uint8Array<ArrayBuffer>;
}

interface OpenViewer {
  readonly send: Send;
  readonly sourceId: string | undefined;
  hasCredit: boolean;
  /** The newest frame that could not be sent yet. */
  waiting: Published | undefined;
}

export class FramePublisher implements FrameFeed {
  readonly #viewers = new Set<OpenViewer>();
  readonly #changed: () => void;
  /** The newest frame of each source that somebody looks at. */
  readonly #last = new Map<string, Published>();
  #skipped = 0;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get viewers(): number {
    return this.#viewers.size;
  }

  /** Pictures that a viewer did not get because a newer one came before it was ready. */
  get skipped(): number {
    return this.#skipped;
  }

  /** Whether anybody is shown the pictures of this source. */
  isWatched(sourceId: string): boolean {
    for (const viewer of this.#viewers) if (isShown(viewer, sourceId)) return true;
    return false;
  }

  publish(head: FrameHead, jpeg: Uint8Array): void {
    const { sourceId } = head;
    if (!this.isWatched(sourceId)) return;
    let packet: Uint8Array<ArrayBuffer> | undefined;
    const pack = (): Uint8Array<ArrayBuffer> => {
      packet ??= packFrame(head, jpeg);
      return packet;
    };
    const frame = { sourceId, pack };
    // Set anew, so that the newest of all stands last.
    this.#last.delete(sourceId);
    this.#last.set(sourceId, frame);
    for (const viewer of this.#viewers) this.#offer(viewer, frame);
  }

  view(send: Send, sourceId?: string): Viewer {
    const viewer: OpenViewer = { send, sourceId, hasCredit: true, waiting: undefined };
    this.#viewers.add(viewer);
    this.#changed();
    const last = sourceId === undefined ? [...this.#last.values()].at(-1) : this.#last.get(sourceId);
    if (last !== undefined) this.#offer(viewer, last);
    return {
      ready: () => {
        if (!this.#viewers.has(viewer)) return;
        const { waiting } = viewer;
        viewer.hasCredit = true;
        viewer.waiting = undefined;
        if (waiting !== undefined) this.#offer(viewer, waiting);
      },
      close: () => {
        if (!this.#viewers.delete(viewer)) return;
        for (const known of this.#last.keys()) if (!this.isWatched(known)) this.#last.delete(known);
        this.#changed();
      },
    };
  }

  #offer(viewer: OpenViewer, frame: Published): void {
    if (!isShown(viewer, frame.sourceId)) return;
    if (viewer.hasCredit) {
      viewer.hasCredit = false;
      viewer.send(frame.pack());
      return;
    }
    if (viewer.waiting !== undefined) this.#skipped += 1;
    viewer.waiting = frame;
  }
}

const isShown = (viewer: OpenViewer, sourceId: string): boolean =>
  viewer.sourceId === undefined || viewer.sourceId === sourceId;

/** `changed` hears when a viewer comes or leaves: who is looked at may be another source then. */
export const createFrameFeed = (changed: () => void = () => undefined): FramePublisher => new FramePublisher(changed);
