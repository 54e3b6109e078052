import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { frameCredit } from '../../preload/contract/frames.ts';
import type { FrameChannel, FrameListener, Link, Opening, StationClient, Transport } from './transport.ts';

/** Much longer than any network takes that still works. */
const openWithinMs = 8_000;

function socketTo(path: string): WebSocket {
  const address = new URL(path, location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address);
  socket.binaryType = 'arraybuffer';
  return socket;
}

function openFrames(source: string, listener: FrameListener): FrameChannel {
  const socket = socketTo(`/frames?source=${encodeURIComponent(source)}`);
  let open = true;
  socket.addEventListener('message', ({ data }) => {
    if (open && data instanceof ArrayBuffer) listener.packet(data);
  });
  socket.addEventListener('close', () => {
    if (open) listener.closed();
    open = false;
  });
  return {
    next: () => {
      if (socket.readyState === WebSocket.OPEN) socket.send(frameCredit);
    },
    close: () => {
      open = false;
      socket.close();
    },
  };
}

const opened = (socket: WebSocket): Promise<boolean> =>
  new Promise((resolve) => {
    socket.addEventListener('open', () => resolve(true), { once: true });
    socket.addEventListener('close', () => resolve(false), { once: true });
  });

/** A refused socket tells no reason, so the plain door is asked whether this screen was let in. */
async function isRefused(stop: AbortSignal): Promise<boolean> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(openWithinMs)]);
  const reply = await fetch('/api/station', { signal, cache: 'no-store' }).catch(() => null);
  return reply?.status === 401 || reply?.status === 403;
}

function linkOver(socket: WebSocket): Link {
  const client: StationClient = createORPCClient(new RPCLink({ websocket: socket }));
  const gone = Promise.withResolvers<void>();
  socket.addEventListener('close', () => gone.resolve(), { once: true });
  const close = (): void => {
    socket.close();
    // Over a network that fell silent the socket itself would take its time to find out.
    gone.resolve();
  };
  return { client, openFrames, closed: gone.promise, close };
}

/** The way of the browser host: same origin, let in by the cookie that the one-time link left. */
export function webSocketTransport(): Transport {
  return {
    async open(signal): Promise<Opening> {
      const socket = socketTo('/rpc');
      const giveUp = (): void => socket.close();
      const silence = setTimeout(giveUp, openWithinMs);
      signal.addEventListener('abort', giveUp, { once: true });
      const isOpen = await opened(socket);
      clearTimeout(silence);
      signal.removeEventListener('abort', giveUp);
      if (isOpen) return { kind: 'open', link: linkOver(socket) };
      return { kind: (await isRefused(signal)) ? 'refused' : 'unreachable' };
    },
  };
}
