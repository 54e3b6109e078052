import { type FrameWish, frameCredit, frameWish } from '../../../preload/contract/frames.ts';
import type { Caller } from './caller.ts';
import type { FrameFeed, Viewer } from './frame-feed.ts';
import { createPeerDoor } from './peer.ts';
import type { StationDoors } from './station-doors.ts';

type Listener = (event: unknown) => void;

/** What Node's MessagePort and Electron's MessagePortMain have in common. */
export interface PortLike {
  postMessage(message: unknown): void;
  on(event: 'message' | 'close', listener: Listener): unknown;
  start(): void;
  close(): void;
}

/** Node hands over the value itself, Electron an event that carries it. */
function messageIn(event: unknown): unknown {
  return typeof event === 'object' && event !== null && 'data' in event && 'ports' in event ? event.data : event;
}

/** The MessagePort door: the page of the Electron shell calls through it. */
export function createPortDoor(station: StationDoors): (port: PortLike, role: Caller['role']) => void {
  const openPeer = createPeerDoor(station);
  return (port, role) => {
    const peer = openPeer({
      caller: { role, door: 'port' },
      send: (data) => port.postMessage(data),
      cut: () => port.close(),
    });
    port.on('message', (event) => peer.receive(messageIn(event)));
    port.on('close', () => peer.close());
    port.start();
  };
}

/**
 * Live pictures over a port of their own, so that a large picture never holds up a call. Nothing is sent until the page says
 * what it looks at.
 */
export function serveFramePort(feed: FrameFeed, port: PortLike): void {
  let viewer: Viewer | undefined;
  const look = ({ source }: FrameWish): void => {
    viewer?.close();
    viewer = source === null ? undefined : feed.view((packet) => port.postMessage(packet), source);
  };
  port.on('message', (event) => {
    const word = messageIn(event);
    const wish = frameWish.safeParse(word).data;
    if (word === frameCredit) viewer?.ready();
    else if (wish !== undefined) look(wish);
  });
  port.on('close', () => viewer?.close());
  port.start();
}
