import { describe, expect, it } from 'vitest';
import { keepFrames } from '../../../../renderer/app/keep-frames.ts';
import type { FrameListener, Link } from '../../../../renderer/app/transport.ts';

function playedLink() {
  const opened: FrameListener[] = [];
  const acts: string[] = [];
  const link: Pick<Link, 'openFrames'> = {
    openFrames: (source, listener) => {
      const place = opened.push(listener);
      return {
        next: () => acts.push(`next of ${source} ${place}`),
        close: () => {
          acts.push(`close ${place}`);
          listener.closed();
        },
      };
    },
  };
  return { link, opened, acts };
}

describe('a channel of pictures', () => {
  it('is opened again when it breaks, and asks the new one for the next', async () => {
    const { link, opened, acts } = playedLink();
    const packets: ArrayBuffer[] = [];
    const channel = keepFrames(link, 'demo', (bytes) => packets.push(bytes), 1);
    opened[0]?.packet(new ArrayBuffer(1));
    channel.next();
    opened[0]?.closed();
    await expect.poll(() => opened.length).toBe(2);
    opened[1]?.packet(new ArrayBuffer(2));
    channel.next();
    channel.close();
    expect(packets.map(({ byteLength }) => byteLength)).toEqual([1, 2]);
    expect(acts).toEqual(['next of demo 1', 'next of demo 2', 'close 2']);
  });

  it('stays closed, also where it broke just before', async () => {
    const { link, opened } = playedLink();
    const channel = keepFrames(link, 'demo', () => undefined, 1);
    opened[0]?.closed();
    channel.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(opened).toHaveLength(1);
  });
});
