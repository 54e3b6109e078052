import type { FrameHead } from '../../../preload/contract/frames.ts';
import type { Prediction } from '../../../preload/contract/predictions.ts';

interface Expected {
  readonly head: FrameHead;
  readonly row: Omit<Prediction, 'id'>;
}

/** More than this many predictions ahead of a picture, and that picture is not coming any more. */
const mostWaiting = 32;

/** Holds what is known of a frame until its picture comes, so that picture and overlay are of the same frame. */
export class PictureDesk {
  readonly #waiting = new Map<string, Expected>();

  expect(head: FrameHead, row: Expected['row']): void {
    this.#waiting.set(head.frameId, { head, row });
    if (this.#waiting.size <= mostWaiting) return;
    const [oldest] = this.#waiting.keys();
    if (oldest !== undefined) this.#waiting.delete(oldest);
  }

  /** What is known of the frame, and nothing for those before it: pictures come in order. */
  take(frameId: string): Expected | undefined {
    const expected = this.#waiting.get(frameId);
    if (expected === undefined) return undefined;
    for (const known of this.#waiting.keys()) {
      this.#waiting.delete(known);
      if (known === frameId) break;
    }
    return expected;
  }

  clear(): void {
    this.#waiting.clear();
  }
}
