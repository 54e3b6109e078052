import { frameWish, type PortFrame } from '../../../preload/contract/frames.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
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
 * what it looks at; a wall of lines looks at several sources at once.
 */
export function serveFramePort(feed: FrameFeed, port: PortLike): void {
  const viewers = new Map<SourceId, Viewer>();
  const leave = (source: SourceId): void => {
    viewers.get(source)?.close();
    viewers.delete(source);
  };
  const look = (source: SourceId): void => {
    leave(source);
    const send = (packet: PortFrame['packet']): void => port.postMessage({ source, packet } satisfies PortFrame);
    viewers.set(source, feed.view(send, source));
  };
  port.on('message', (event) => {
    const wish = frameWish.safeParse(messageIn(event)).data;
    if (wish === undefined) return;
    if ('look' in wish) look(wish.look);
    else if ('next' in wish) viewers.get(wish.next)?.ready();
    else leave(wish.leave);
  });
  port.on('close', () => {
    for (const source of [...viewers.keys()]) leave(source);
  });
  port.start();
}
