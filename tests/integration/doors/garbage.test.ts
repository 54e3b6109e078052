import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPortDoor } from '../../../main/engine/doors/port.ts';
import { type OpenDoors, openDoors, openSocket } from '../../support/open-doors.ts';

let doors: OpenDoors;
let cookie: string;
let origin: string;

beforeAll(async () => {
  doors = await openDoors();
  cookie = await doors.signIn('admin');
  origin = doors.server.address;
});
afterAll(() => doors.close());

const stillAlive = async (): Promise<void> => {
  const response = await fetch(`${doors.server.address}/api/health`, { headers: { cookie } });
  expect(await response.json()).toMatchObject({ state: 'ready' });
  expect(doors.station.bugs).toEqual([]);
};

const post = (path: string, body: string | Uint8Array<ArrayBuffer>, type: string): Promise<Response> =>
  fetch(`${doors.server.address}${path}`, { method: 'POST', body, headers: { cookie, origin, 'content-type': type } });

describe('garbage on the REST door is answered in the form of every failure', () => {
  const bodies: readonly (readonly [string, string, string])[] = [
    ['half a JSON text', '{"id":', 'application/json'],
    ['no JSON at all', '<xml/>', 'application/json'],
    ['an unknown type', 'hello', 'application/x-nothing'],
    ['a list for an object', '[1,2,3]', 'application/json'],
    ['null', 'null', 'application/json'],
    ['nothing', '', 'application/json'],
    ['a poisoned prototype', '{"__proto__":{"role":"admin"},"id":1}', 'application/json'],
    ['a deep nest', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'application/json'],
    ['too much', JSON.stringify({ id: 'x'.repeat(2_000_000) }), 'application/json'],
  ];
  it.each(bodies)('%s', async (_title, body, type) => {
    const response = await post('/api/sources', body, type);
    expect(await response.json()).toMatchObject({
      code: 'bad_input',
      status: 400,
      data: { remedy: expect.any(String) },
    });
    await stillAlive();
  });

  it.each(['/api', '/api/', '/api/nothing', '/api/sources/%ff%fe'])('an address like %s', async (path) => {
    const response = await fetch(`${doors.server.address}${path}`, { headers: { cookie } });
    expect([400, 404]).toContain(response.status);
    await stillAlive();
  });

  it.each(['/api/%zz', '/%'])('an address that cannot even be decoded: %s', async (path) => {
    const response = await fetch(`${doors.server.address}${path}`);
    expect(await response.json()).toMatchObject({ code: 'bad_input', data: { remedy: expect.any(String) } });
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    await stillAlive();
  });
});

describe('garbage on the WebSocket door ends that connection alone', () => {
  const messages: readonly (readonly [string, string | Uint8Array<ArrayBuffer>])[] = [
    ['no JSON', 'hello'],
    ['JSON that is no call', '42'],
    ['a call without an address', '{"i":"1","p":{}}'],
    ['a call to nowhere', '{"i":"1","p":{"u":"::::"}}'],
    ['null', 'null'],
    ['random bytes', new Uint8Array([0, 255, 1, 254, 2])],
  ];
  it.each(messages)('%s', async (_title, message) => {
    const socket = await openSocket(`${doors.server.address}/rpc`, { cookie, origin });
    const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)));
    socket.send(message);
    expect(await closed).toBe(1007);
    await stillAlive();
  });

  it('a message that is too large', async () => {
    const socket = await openSocket(`${doors.server.address}/rpc`, { cookie, origin });
    const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)));
    socket.send('x'.repeat(2_000_000));
    expect(await closed).toBe(1009);
    await stillAlive();
  });

  it('a flood of calls that stay open', async () => {
    const socket = await openSocket(`${doors.server.address}/rpc`, { cookie, origin });
    const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)));
    for (let call = 0; call < 400; call += 1) socket.send(`{"i":"${call}","p":{"u":"/inspections/watch"}}`);
    expect(await closed).toBe(1013);
    await stillAlive();
  });

  it('too many connections are refused, and those that are there stay', async () => {
    const { client, socket: first } = await doors.connect(cookie);
    const tries = await Promise.allSettled(
      Array.from({ length: 70 }, () => openSocket(`${doors.server.address}/rpc`, { cookie, origin })),
    );
    const opened = tries.filter((attempt) => attempt.status === 'fulfilled').map(({ value }) => value);
    expect(opened.length).toBeLessThan(64);
    expect(await client.station.health()).toMatchObject({ state: 'ready' });
    for (const socket of [first, ...opened]) socket.close();
  });

  it('a call to a capability that there is not is answered, and the connection stays', async () => {
    const { client, socket } = await doors.connect(await doors.signIn('admin'));
    const nothing: unknown = Reflect.get(client.station, 'explode');
    if (typeof nothing !== 'function') throw new TypeError('Expected a client to have every name');
    await expect(nothing({})).rejects.toMatchObject({ code: 'not_found' });
    expect(await client.station.health()).toMatchObject({ state: 'ready' });
    socket.close();
  });
});

describe('garbage on the MessagePort door ends that port alone', () => {
  it.each([null, undefined, 42, 'hello', { i: 1 }, new Uint8Array([1, 2, 255])])('%s', async (message) => {
    const { port1, port2 } = new MessageChannel();
    createPortDoor({ ...doors.station, frames: doors.frames })(port1, 'admin');
    const closed = new Promise<void>((resolve) => port2.once('close', resolve));
    port2.postMessage(message);
    await closed;
    await stillAlive();
  });
});
