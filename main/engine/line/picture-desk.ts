import type { FrameHead } from '../../../preload/contract/frames.ts';

/** More than this many predictions ahead of a picture, and that picture is not coming any more. */
const mostWaiting = 32;

/** Holds what is known of a frame until its picture comes, so that picture and overlay are of the same frame. */
export class PictureDesk {
  readonly #waiting = new Map<string, FrameHead>();

  expect(head: FrameHead): void {
    this.#waiting.set(head.frameId, head);
    if (this.#waiting.size <= mostWaiting) return;
    const [oldest] = this.#waiting.keys();
    if (oldest !== undefined) this.#waiting.delete(oldest);
  }

  /** The head of the frame, and none for those before it: pictures come in order. */
  take(frameId: string): FrameHead | undefined {
    const head = this.#waiting.get(frameId);
    if (head === undefined) return undefined;
    for (const known of this.#waiting.keys()) {
      this.#waiting.delete(known);
      if (known === frameId) break;
    }
    return head;
  }

  clear(): void {
    this.#waiting.clear();
  }
}
