import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { createFrameFeed, type FramePublisher } from '../../main/engine/doors/frame-feed.ts';
import { type HttpServer, type HttpServerOptions, startHttpServer } from '../../main/engine/doors/http/server.ts';
import type { StationClient } from '../../main/engine/doors/station-doors.ts';
import type { Role } from '../../preload/contract/capability.ts';
import { createFixtureStation, type FixtureStation } from './fixture-station.ts';

export interface OpenDoors {
  readonly station: FixtureStation;
  readonly frames: FramePublisher;
  readonly server: HttpServer;
  readonly localKey: string;
  /** Signs in with a fresh one-time link; gives the cookie. */
  readonly signIn: (role: Role) => Promise<string>;
  readonly connect: (cookie: string) => Promise<{ readonly client: StationClient; readonly socket: WebSocket }>;
  close(): Promise<void>;
}

/** A real server before a station in memory, on a free loopback port. */
export async function openDoors(options: Partial<HttpServerOptions> = {}): Promise<OpenDoors> {
  const folder = await mkdtemp(join(tmpdir(), 'caracal-doors-'));
  const station = createFixtureStation({ invite: (role) => server.invite(role) });
  const frames = createFrameFeed();
  const localKey = randomBytes(16).toString('hex');
  const started = await startHttpServer({
    station: { ...station, frames },
    listen: '127.0.0.1',
    port: 0,
    portIsWanted: true,
    rendererFolder: folder,
    version: '0.1.0',
    localKey,
    role: 'admin',
    ...options,
  });
  if (!started.ok) throw new Error(started.failure.message);
  const server = started.value;
  const sockets = new Set<WebSocket>();
  return {
    station,
    frames,
    server,
    localKey,
    signIn: async (role) => {
      const entered = await fetch(server.invite(role).link, { redirect: 'manual' });
      return entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    },
    connect: async (cookie) => {
      const socket = await openSocket(`${server.address}/rpc`, { cookie, origin: server.address });
      sockets.add(socket);
      return { client: createORPCClient<StationClient>(new RPCLink({ websocket: socket })), socket };
    },
    close: async () => {
      for (const socket of sockets) socket.close();
      station.close();
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Rejects where the server refuses the upgrade. */
export async function openSocket(address: string, headers: Readonly<Record<string, string>>): Promise<WebSocket> {
  const init = { headers } as unknown as string[];
  const socket = new WebSocket(address.replace(/^http/, 'ws'), init);
  socket.binaryType = 'arraybuffer';
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  socket.addEventListener('open', () => resolve(), { once: true });
  socket.addEventListener('error', () => reject(new Error('refused')), { once: true });
  await promise;
  return socket;
}

/** Waits until something holds, for at most so long. */
export async function until(holds: () => boolean, whatFor: string, forMs = 5_000): Promise<void> {
  const end = performance.now() + forMs;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`Waited ${forMs} ms in vain until ${whatFor}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
