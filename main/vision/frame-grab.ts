import type { Frame } from '../domain/frame.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import type { PictureOfFrame } from './families/family.ts';

export interface GrabbedFrame {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly part: number | null;
}

/** The next frame, or one of the next whole part: which of its frames is drawn by lot, as those that are judged are no chosen ones. */
export type GrabWish = 'frame' | 'part';

interface Waiting {
  readonly wish: GrabWish;
  readonly settle: (outcome: Outcome<GrabbedFrame>) => void;
}

interface PictureEncoder {
  encode(picture: PictureOfFrame): Promise<Uint8Array>;
}

/** Hands single pictures of a running line to whoever teaches, off the way of the frames that follow. */
export class FrameGrab {
  readonly #encoder: PictureEncoder;
  readonly #random: () => number;
  #waiting: Waiting | undefined;
  #encoding: Promise<void> | undefined;
  #part: number | null | undefined;
  /** Of the part that is in view since its first frame: one frame, and how many there were. */
  #drawn: Frame | undefined;
  #seen = 0;

  constructor(encoder: PictureEncoder, random: () => number) {
    this.#encoder = encoder;
    this.#random = random;
  }

  /** One wish at a time: a newer one takes the place of the one before. */
  ask(wish: GrabWish): Promise<Outcome<GrabbedFrame>> {
    this.end();
    const { promise, resolve } = Promise.withResolvers<Outcome<GrabbedFrame>>();
    this.#waiting = { wish, settle: resolve };
    this.#drawn = undefined;
    this.#seen = 0;
    return promise;
  }

  /** Called for each frame while its memory is still its own. */
  see(frame: Frame): void {
    const before = this.#part;
    this.#part = frame.part;
    if (this.#waiting === undefined || this.#encoding !== undefined) return;
    // A source that does not know its parts has only frames.
    if (this.#waiting.wish === 'frame' || frame.part === undefined) {
      this.#give(copyOf(frame));
      return;
    }
    if (frame.part !== before) {
      if (this.#drawn !== undefined) this.#give(this.#drawn);
      this.#drawn = undefined;
      this.#seen = 0;
      // The first frame after a wish may be in the midst of a part.
      if (before === undefined || this.#waiting === undefined) return;
    } else if (this.#drawn === undefined) return;
    if (frame.part === null) return;
    this.#seen += 1;
    if (this.#random() * this.#seen < 1) this.#drawn = copyOf(frame);
  }

  /** Whoever waits is answered, and nothing is being encoded any more when this settles. */
  async end(): Promise<void> {
    this.#waiting?.settle(gone);
    this.#waiting = undefined;
    this.#drawn = undefined;
    await this.#encoding;
  }

  #give(frame: Frame): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#drawn = undefined;
    if (waiting !== undefined) this.#encoding = this.#encode(frame, waiting);
  }

  async #encode(frame: Frame, { settle }: Waiting): Promise<void> {
    const jpeg = await this.#encoder.encode(frame);
    this.#encoding = undefined;
    settle(succeed({ jpeg, width: frame.width, height: frame.height, part: frame.part ?? null }));
  }
}

const copyOf = (frame: Frame): Frame => ({
  ...frame,
  planes: frame.planes.map(({ data, stride }) => ({ data: data.slice(), stride })),
});

const gone = fail('cancelled', {
  thing: 'A picture of the line',
  expected: 'a line that goes on until it was taken',
  received: 'one that was stopped, or another wish',
  remedy: 'Ask again.',
});
