import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { createFrameFeed } from '../../../../main/engine/doors/frame-feed.ts';
import { serveFramePort } from '../../../../main/engine/doors/port.ts';
import type { FrameHead } from '../../../../preload/contract/frames.ts';

const head = (sourceId: string, frameId: string): FrameHead => ({
  frameId,
  sourceId,
  capturedAt: 1,
  width: 64,
  height: 64,
  part: null,
  model: { name: 'pcb-defects', version: '1.0.0' },
  detections: [],
  verdict: 'pass',
  inferMs: 1,
  endToEndMs: 2,
});
const jpeg = new Uint8Array([0xff, 0xd8]);
const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

function page() {
  const watched: boolean[] = [];
  const feed = createFrameFeed(() => void watched.push(feed.isWatched('demo')));
  const { port1, port2 } = new MessageChannel();
  open.push(() => port2.close());
  serveFramePort(feed, port1);
  const frames: string[] = [];
  port2.on('message', ({ packet }: { readonly packet: Uint8Array }) => {
    const length = new DataView(packet.buffer, packet.byteOffset).getUint32(0);
    frames.push(JSON.parse(new TextDecoder().decode(packet.subarray(4, 4 + length))).frameId);
  });
  /** Everything sent so far has arrived on both sides. */
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  return { feed, port: port2, frames, watched, settled, engineSide: port1 };
}

describe('the port of live pictures', () => {
  it('sends nothing until the page says what it looks at, so that nothing is encoded for nobody', async () => {
    const { feed, frames, watched, settled } = page();
    feed.publish(head('demo', 'a'), jpeg);
    await settled();
    expect([frames, watched]).toEqual([[], []]);
  });

  it('sends the newest of that source, one for each word', async () => {
    const { feed, port, frames, settled } = page();
    port.postMessage({ look: 'demo' });
    await settled();
    for (const id of ['a', 'b', 'c']) feed.publish(head('demo', id), jpeg);
    feed.publish(head('other', 'x'), jpeg);
    await settled();
    expect(frames).toEqual(['a']);
    port.postMessage({ next: 'demo' });
    await settled();
    expect(frames).toEqual(['a', 'c']);
  });

  it('follows the page to another source and to none', async () => {
    const { feed, port, frames, watched, settled } = page();
    port.postMessage({ look: 'demo' });
    port.postMessage({ leave: 'demo' });
    port.postMessage({ look: 'other' });
    await settled();
    feed.publish(head('demo', 'a'), jpeg);
    feed.publish(head('other', 'x'), jpeg);
    port.postMessage({ leave: 'other' });
    await settled();
    feed.publish(head('other', 'y'), jpeg);
    await settled();
    expect([frames, watched.at(-1)]).toEqual([['x'], false]);
  });

  it('shows several sources side by side, each at its own pace', async () => {
    const { feed, port, frames, watched, settled } = page();
    port.postMessage({ look: 'demo' });
    port.postMessage({ look: 'other' });
    await settled();
    for (const id of ['1', '2', '3'])
      for (const source of ['demo', 'other']) feed.publish(head(source, source + id), jpeg);
    await settled();
    port.postMessage({ next: 'other' });
    await settled();
    expect(frames).toEqual(['demo1', 'other1', 'other3']);
    port.postMessage({ leave: 'other' });
    await settled();
    feed.publish(head('other', 'other4'), jpeg);
    port.postMessage({ next: 'demo' });
    await settled();
    expect([frames.at(-1), watched.at(-1)]).toEqual(['demo3', true]);
  });

  it('takes words that are none of the contract for nothing', async () => {
    const { port, watched, settled } = page();
    for (const odd of [null, 1, 'next', {}, { look: '../..' }, { look: 'demo', all: true }]) port.postMessage(odd);
    await settled();
    expect(watched).toEqual([]);
  });

  it('stops looking when the page goes', async () => {
    const { port, watched, settled, engineSide } = page();
    port.postMessage({ look: 'demo' });
    await settled();
    const closed = once(engineSide, 'close');
    port.close();
    await closed;
    expect(watched).toEqual([true, false]);
  });
});
