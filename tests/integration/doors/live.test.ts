import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPortDoor } from '../../../main/engine/doors/port.ts';
import type { StationClient } from '../../../main/engine/doors/station-doors.ts';
import { type OpenDoors, openDoors, until } from '../../support/open-doors.ts';

let doors: OpenDoors;
let opened: number;
let returned: number;

beforeEach(async () => {
  doors = await openDoors();
  opened = 0;
  returned = 0;
  const { live } = doors.station.line;
  const watch = live.watch.bind(live);
  live.watch = async function* counted(signal) {
    opened += 1;
    try {
      yield* watch(signal);
    } finally {
      returned += 1;
    }
  };
});
afterEach(() => doors.close());

const allReturned = (): Promise<void> => until(() => opened > 0 && opened === returned, 'every iterator was returned');

/** The line stands still here: an iterator that waited for its next value would wait for ever. */
describe('a live iterator ends when its caller leaves', () => {
  it('by closing its WebSocket', async () => {
    const { client, socket } = await doors.connect(await doors.signIn('operator'));
    const states = await client.inspections.watch();
    expect((await states.next()).value).toMatchObject({ state: 'stopped' });
    socket.close();
    await allReturned();
  });

  it('by returning it, while its WebSocket stays', async () => {
    const { client } = await doors.connect(await doors.signIn('operator'));
    const states = await client.inspections.watch();
    await states.next();
    await states.return(undefined);
    await allReturned();
    expect(await client.station.health()).toMatchObject({ state: 'ready' });
  });

  it('by aborting the call', async () => {
    const { client } = await doors.connect(await doors.signIn('operator'));
    const leave = new AbortController();
    const states = await client.inspections.watch(undefined, { signal: leave.signal });
    await states.next();
    leave.abort();
    await allReturned();
  });

  it('by closing its MessagePort', async () => {
    const { port1, port2 } = new MessageChannel();
    createPortDoor({ ...doors.station, frames: doors.frames })(port1, 'operator');
    port2.start();
    const client = createORPCClient<StationClient>(new PortLink({ port: port2 }));
    const states = await client.inspections.watch();
    await states.next();
    port2.close();
    await allReturned();
  });

  it('by dropping its stream of server-sent events', async () => {
    const leave = new AbortController();
    const headers = { cookie: await doors.signIn('operator') };
    const response = await fetch(`${doors.server.address}/api/inspections/watch`, { headers, signal: leave.signal });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body?.getReader();
    await until(() => opened === 1, 'the stream was opened');
    await reader?.read();
    leave.abort();
    await allReturned();
  });

  it('and when the station stops', async () => {
    const { client } = await doors.connect(await doors.signIn('operator'));
    const states = await client.inspections.watch();
    await states.next();
    await doors.server.close();
    await allReturned();
  });
});

describe('a live iterator', () => {
  it('brings the newest value and never a backlog', async () => {
    const { client } = await doors.connect(await doors.signIn('operator'));
    const states = await client.inspections.watch();
    await states.next();
    doors.station.line.start('demo');
    for (let tick = 0; tick < 50; tick += 1) doors.station.line.tick();
    const frames = async (): Promise<number> => {
      const { done, value } = await states.next();
      return done ? 0 : value.frames;
    };
    expect(await frames()).toBeGreaterThanOrEqual(0);
    expect(await frames()).toBeGreaterThanOrEqual(50);
  });
});
