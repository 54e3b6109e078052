import { connect, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createFrameFeed } from '../../../main/engine/doors/frame-feed.ts';
import { type HttpServer, type HttpServerOptions, startHttpServer } from '../../../main/engine/doors/http/server.ts';
import { createFixtureStation } from '../../support/fixture-station.ts';
import { until } from '../../support/open-doors.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Another program on a port of its own. */
async function busyPort(): Promise<number> {
  const other: Server = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  closers.push(() => other.close());
  const address = other.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

async function start(options: Pick<HttpServerOptions, 'port' | 'portIsWanted'> & Partial<HttpServerOptions>) {
  const started = await startHttpServer({
    station: { ...createFixtureStation(), frames: createFrameFeed() },
    listen: '127.0.0.1',
    rendererFolder: '/nowhere',
    version: '0.1.0',
    localKey: 'key',
    role: 'admin',
    ...options,
  });
  if (started.ok) closers.push(() => started.value.close());
  return started;
}

const isUp = async ({ address }: HttpServer): Promise<boolean> =>
  (await fetch(`${address}/api/health`, { headers: { authorization: 'Bearer key' } })).ok;

describe('a port in use', () => {
  it('is one clear failure with its remedy where a person named the port', async () => {
    const port = await busyPort();
    const started = await start({ port, portIsWanted: true });
    expect(started).toMatchObject({ ok: false, failure: { code: 'already_exists', thing: `port ${port}` } });
    expect(!started.ok && started.failure.message).toBe(
      `port ${port}: expected a free port, got one in use by another program. Choose another one with --port.`,
    );
  });

  it('is stepped over, and said, where nobody named it', async () => {
    const port = await busyPort();
    const started = await start({ port, portIsWanted: false });
    if (!started.ok) throw new Error(started.failure.message);
    expect(started.value.port).not.toBe(port);
    expect(started.value.note).toContain(`Port ${port} is in use`);
    expect(await isUp(started.value)).toBe(true);
  });
});

describe('an address to listen at', () => {
  it('that this machine does not have is refused with its remedy', async () => {
    const started = await start({ port: 0, portIsWanted: true, listen: '192.0.2.77' });
    expect(started).toMatchObject({
      ok: false,
      failure: { code: 'bad_input', thing: '--listen', received: '192.0.2.77' },
    });
  });

  it('may be the loopback of IPv6', async () => {
    const started = await start({ port: 0, portIsWanted: true, listen: '::1' });
    // A machine without IPv6 says so in the same form.
    if (!started.ok) return expect(started.failure.code).toBe('bad_input');
    expect(started.value.address).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect(await isUp(started.value)).toBe(true);
  });

  it('is free again after the server was closed', async () => {
    const first = await start({ port: 0, portIsWanted: true });
    if (!first.ok) throw new Error(first.failure.message);
    await first.value.close();
    expect(await start({ port: first.value.port, portIsWanted: true })).toMatchObject({ ok: true });
  });
});

describe('a screen that went silent', () => {
  it('is cut off once it does not answer a ping', async () => {
    const started = await start({ port: 0, portIsWanted: true, pingMs: 20 });
    if (!started.ok) throw new Error(started.failure.message);
    const socket = connect(started.value.port, '127.0.0.1');
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.on('data', () => undefined);
    // A WebSocket by hand: it is opened, and then nothing more is ever sent over it.
    const handshake = [
      'GET /rpc HTTP/1.1',
      `Host: 127.0.0.1:${started.value.port}`,
      'Authorization: Bearer key',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ];
    socket.write(`${handshake.join('\r\n')}\r\n\r\n`);
    await ended;
    await until(() => started.value.connections() === 0, 'the connection is forgotten');
  });
});
