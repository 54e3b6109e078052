import type { FrameFeed } from '../../../main/engine/doors/frame-feed.ts';
import { unpackFrame } from '../../../main/engine/doors/frame-packet.ts';

/** A screen that takes each picture of a source as soon as it can; `ages` are from its capture to there, with its overlay. */
export function watchOverlay(frames: FrameFeed, sourceId: string) {
  let ages: number[] = [];
  const viewer = frames.view((packet) => {
    const head = unpackFrame(packet)?.head;
    if (head !== undefined) ages.push(Date.now() - head.capturedAt);
    setImmediate(() => viewer.ready());
  }, sourceId);
  return {
    /** Since this was last asked. */
    take: (): readonly number[] => {
      const taken = ages;
      ages = [];
      return taken;
    },
    close: () => viewer.close(),
  };
}
