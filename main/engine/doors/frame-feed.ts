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
  readonly #watched: (isWatched: boolean) => void;
  #last: Published | undefined;
  #skipped = 0;

  constructor(watched: (isWatched: boolean) => void) {
    this.#watched = watched;
  }

  get viewers(): number {
    return this.#viewers.size;
  }

  /** Pictures that a viewer did not get because a newer one came before it was ready. */
  get skipped(): number {
    return this.#skipped;
  }

  publish(head: FrameHead, jpeg: Uint8Array): void {
    if (this.#viewers.size === 0) return;
    let packet: Uint8Array<ArrayBuffer> | undefined;
    const pack = (): Uint8Array<ArrayBuffer> => {
      packet ??= packFrame(head, jpeg);
      return packet;
    };
    this.#last = { sourceId: head.sourceId, pack };
    for (const viewer of this.#viewers) this.#offer(viewer, this.#last);
  }

  view(send: Send, sourceId?: string): Viewer {
    const viewer: OpenViewer = { send, sourceId, hasCredit: true, waiting: undefined };
    this.#viewers.add(viewer);
    if (this.#viewers.size === 1) this.#watched(true);
    if (this.#last !== undefined) this.#offer(viewer, this.#last);
    return {
      ready: () => {
        if (!this.#viewers.has(viewer)) return;
        const { waiting } = viewer;
        viewer.hasCredit = true;
        viewer.waiting = undefined;
        if (waiting !== undefined) this.#offer(viewer, waiting);
      },
      close: () => {
        if (!this.#viewers.delete(viewer) || this.#viewers.size > 0) return;
        this.#last = undefined;
        this.#watched(false);
      },
    };
  }

  #offer(viewer: OpenViewer, frame: Published): void {
    if (viewer.sourceId !== undefined && viewer.sourceId !== frame.sourceId) return;
    if (viewer.hasCredit) {
      viewer.hasCredit = false;
      viewer.send(frame.pack());
      return;
    }
    if (viewer.waiting !== undefined) this.#skipped += 1;
    viewer.waiting = frame;
  }
}

/** `watched` hears when the first viewer comes and when the last one leaves. */
export const createFrameFeed = (watched: (isWatched: boolean) => void = () => undefined): FramePublisher =>
  new FramePublisher(watched);
