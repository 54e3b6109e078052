import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFrameFeed } from '../../../main/engine/doors/frame-feed.ts';
import { unpackFrame } from '../../../main/engine/doors/frame-packet.ts';
import { serveFramePort } from '../../../main/engine/doors/port.ts';
import { frameCredit, type PortFrame } from '../../../preload/contract/frames.ts';
import { frameHeadOf } from '../../support/frame-head.ts';
import { type OpenDoors, openDoors, openSocket, until } from '../../support/open-doors.ts';

let doors: OpenDoors;
let cookie: string;

beforeEach(async () => {
  doors = await openDoors();
  cookie = await doors.signIn('operator');
});
afterEach(() => doors.close());

const look = (query = ''): Promise<WebSocket> =>
  openSocket(`${doors.server.address}/frames${query}`, { cookie, origin: doors.server.address });

const jpeg = new Uint8Array([0xff, 0xd8, 1, 2, 3, 0xff, 0xd9]);

describe('pictures over a WebSocket', () => {
  it('carry the picture and the overlay of the same frame', async () => {
    const socket = await look();
    const got: unknown[] = [];
    socket.addEventListener('message', ({ data }) => got.push(unpackFrame(new Uint8Array(data))));
    await until(() => doors.frames.viewers === 1, 'the viewer is there');
    const head = frameHeadOf('demo', 1);
    doors.frames.publish(head, jpeg);
    await until(() => got.length === 1, 'the picture came');
    expect(got[0]).toEqual({ head, jpeg });
    socket.close();
    await until(() => doors.frames.viewers === 0, 'the viewer is gone');
  });

  it('reach a slow viewer as the newest one, never as a backlog', async () => {
    const socket = await look('?source=demo');
    const got: string[] = [];
    socket.addEventListener('message', ({ data }) => got.push(unpackFrame(new Uint8Array(data))?.head.frameId ?? ''));
    await until(() => doors.frames.viewers === 1, 'the viewer is there');
    for (let number = 1; number <= 100; number += 1) {
      doors.frames.publish(frameHeadOf('demo', number), jpeg);
      doors.frames.publish(frameHeadOf('other', number), jpeg);
    }
    await until(() => got.length === 1, 'the first picture came');
    socket.send(frameCredit);
    await until(() => got.length === 2, 'the second picture came');
    expect(got).toEqual(['demo-1', 'demo-100']);
    expect(doors.frames.skipped).toBe(98);
  });

  it('end for a viewer that sends anything but the agreed word', async () => {
    const socket = await look();
    const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)));
    socket.send('more');
    expect(await closed).toBe(1007);
    await until(() => doors.frames.viewers === 0, 'the viewer is gone');
  });
});

describe('pictures over a MessagePort', () => {
  it('begin with what the page wishes to see and keep to the same credit', async () => {
    const feed = createFrameFeed();
    const { port1, port2 } = new MessageChannel();
    serveFramePort(feed, port1);
    const got: string[] = [];
    port2.on('message', ({ packet }: PortFrame) => got.push(unpackFrame(packet)?.head.frameId ?? ''));
    feed.publish(frameHeadOf('demo', 0), jpeg);
    port2.postMessage({ look: 'demo' });
    await until(() => feed.viewers === 1, 'the page said what it looks at');
    for (let number = 1; number <= 5; number += 1) feed.publish(frameHeadOf('demo', number), jpeg);
    await until(() => got.length === 1, 'the first picture came');
    port2.postMessage({ next: 'demo' });
    await until(() => got.length === 2, 'the newest picture came');
    expect(got).toEqual(['demo-1', 'demo-5']);
    port2.postMessage({ leave: 'demo' });
    await until(() => feed.viewers === 0, 'the page looks away');
    port2.postMessage({ look: 'demo' });
    await until(() => feed.viewers === 1, 'the page looks again');
    port2.close();
    await until(() => feed.viewers === 0, 'the viewer is gone');
  });
});
