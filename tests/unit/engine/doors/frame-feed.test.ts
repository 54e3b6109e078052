import { describe, expect, it } from 'vitest';
import { createFrameFeed } from '../../../../main/engine/doors/frame-feed.ts';
import { unpackFrame } from '../../../../main/engine/doors/frame-packet.ts';
import { frameHeadOf } from '../../../support/frame-head.ts';

const jpeg = new Uint8Array([1, 2, 3]);

function viewerOf(feed: ReturnType<typeof createFrameFeed>, sourceId?: string) {
  const got: string[] = [];
  const viewer = feed.view((packet) => got.push(unpackFrame(packet)?.head.frameId ?? 'broken'), sourceId);
  return { got, viewer };
}

describe('the frame feed', () => {
  it('sends one packet and waits for its viewer before it sends the newest', () => {
    const feed = createFrameFeed();
    const { got, viewer } = viewerOf(feed);
    for (const number of [1, 2, 3]) feed.publish(frameHeadOf('demo', number), jpeg);
    expect(got).toEqual(['demo-1']);
    viewer.ready();
    expect(got).toEqual(['demo-1', 'demo-3']);
    viewer.ready();
    expect(got).toHaveLength(2);
    feed.publish(frameHeadOf('demo', 4), jpeg);
    expect(got.at(-1)).toBe('demo-4');
    expect(feed.skipped).toBe(1);
  });

  it('is not slowed for a quick viewer by a slow one', () => {
    const feed = createFrameFeed();
    const slow = viewerOf(feed);
    const quick = viewerOf(feed);
    for (const number of [1, 2, 3]) {
      feed.publish(frameHeadOf('demo', number), jpeg);
      quick.viewer.ready();
    }
    expect({ slow: slow.got, quick: quick.got }).toEqual({ slow: ['demo-1'], quick: ['demo-1', 'demo-2', 'demo-3'] });
  });

  it('sends a viewer of one source nothing of another', () => {
    const feed = createFrameFeed();
    const { got } = viewerOf(feed, 'left');
    feed.publish(frameHeadOf('right', 1), jpeg);
    feed.publish(frameHeadOf('left', 2), jpeg);
    expect(got).toEqual(['left-2']);
  });

  it('shows a late viewer the last frame at once', () => {
    const feed = createFrameFeed();
    viewerOf(feed);
    feed.publish(frameHeadOf('demo', 1), jpeg);
    expect(viewerOf(feed).got).toEqual(['demo-1']);
  });

  it('tells when viewers come and leave, and knows which sources are looked at', () => {
    const told: boolean[][] = [];
    const feed = createFrameFeed(() => told.push(['left', 'right'].map((id) => feed.isWatched(id))));
    const ofLeft = viewerOf(feed, 'left').viewer;
    const ofAll = viewerOf(feed).viewer;
    ofAll.close();
    ofAll.close();
    ofLeft.close();
    ofLeft.ready();
    expect(told).toEqual([
      [true, false],
      [true, true],
      [true, false],
      [false, false],
    ]);
  });

  it('shows a late viewer the last frame of its own source, and nothing old of one that nobody looked at since', () => {
    const feed = createFrameFeed();
    const { viewer } = viewerOf(feed, 'left');
    viewerOf(feed, 'right');
    feed.publish(frameHeadOf('left', 1), jpeg);
    feed.publish(frameHeadOf('right', 2), jpeg);
    expect(viewerOf(feed, 'left').got).toEqual(['left-1']);
    expect(viewerOf(feed, 'right').got).toEqual(['right-2']);
    viewer.close();
    const again = viewerOf(feed, 'left');
    expect(again.got).toEqual(['left-1']);
  });
});
