import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { FrameWish } from '../../preload/contract/frames.ts';
import { portsMessage } from '../../preload/contract/handover.ts';
import type { FrameChannel, FrameListener, Link, Opening, StationClient, Transport } from './transport.ts';

interface Ports {
  readonly rpc: MessagePort;
  readonly frames: MessagePort;
}

/** As much of a window as the hand-over needs. */
export interface HearsMessages {
  addEventListener(type: 'message', heard: (event: Pick<MessageEvent, 'data' | 'ports' | 'source'>) => void): void;
}

function packetFor(source: string, data: unknown): ArrayBuffer | null {
  if (typeof data !== 'object' || data === null || !('source' in data) || data.source !== source) return null;
  if (!('packet' in data) || !ArrayBuffer.isView(data.packet)) return null;
  const { buffer, byteOffset, byteLength } = data.packet;
  return new Uint8Array(buffer, byteOffset, byteLength).slice().buffer;
}

function framesOver(port: MessagePort, source: string, listener: FrameListener): FrameChannel {
  const heard = ({ data }: MessageEvent): void => {
    const packet = packetFor(source, data);
    if (packet !== null) listener.packet(packet);
  };
  const gone = (): void => listener.closed();
  port.addEventListener('message', heard);
  port.addEventListener('close', gone);
  // One port carries all sources of a window: the viewer says which ones it looks at.
  const say = (wish: FrameWish): void => port.postMessage(wish);
  say({ look: source });
  return {
    next: () => say({ next: source }),
    close: () => {
      port.removeEventListener('message', heard);
      port.removeEventListener('close', gone);
      say({ leave: source });
    },
  };
}

function linkOver({ rpc, frames }: Ports): Link {
  const client: StationClient = createORPCClient(new RPCLink({ port: rpc }));
  const gone = Promise.withResolvers<void>();
  rpc.addEventListener('close', () => gone.resolve(), { once: true });
  rpc.start();
  frames.start();
  const close = (): void => {
    rpc.close();
    frames.close();
    // A port tells its other end alone that it was closed.
    gone.resolve();
  };
  return {
    client,
    closed: gone.promise,
    close,
    openFrames: (source, listener) => framesOver(frames, source, listener),
  };
}

/** The way of the desktop app: the preload bridge hands over two ports, and two new ones whenever the engine was replaced. */
export function messagePortTransport(page: HearsMessages): Transport {
  let waiting: Ports | null = null;
  let arrived: () => void = () => {};
  page.addEventListener('message', (event) => {
    if (event.source !== page || event.data?.type !== portsMessage) return;
    const [rpc, frames] = event.ports;
    if (rpc === undefined || frames === undefined) return;
    waiting = { rpc, frames };
    arrived();
  });
  return {
    async open(signal): Promise<Opening> {
      while (waiting === null && !signal.aborted) {
        await new Promise<void>((resolve) => {
          arrived = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
      if (waiting === null) return { kind: 'unreachable' };
      const link = linkOver(waiting);
      waiting = null;
      return { kind: 'open', link };
    },
  };
}
