import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPortDoor } from '../../../main/engine/doors/port.ts';
import type { StationClient } from '../../../main/engine/doors/station-doors.ts';
import { type OpenDoors, openDoors } from '../../support/open-doors.ts';

let doors: OpenDoors;
beforeAll(async () => {
  doors = await openDoors();
});
afterAll(() => doors.close());

const hash = '1'.padStart(64, '0');

const through: Readonly<Record<string, () => Promise<Blob>>> = {
  port: async () => {
    const { port1, port2 } = new MessageChannel();
    createPortDoor({ ...doors.station, frames: doors.frames })(port1, 'operator');
    port2.start();
    const picture = await createORPCClient<StationClient>(new PortLink({ port: port2 })).labels.picture({ hash });
    port2.close();
    return picture;
  },
  websocket: async () => {
    const { client, socket } = await doors.connect(await doors.signIn('operator'));
    const picture = await client.labels.picture({ hash });
    socket.close();
    return picture;
  },
  rest: async () => {
    const headers = { cookie: await doors.signIn('operator') };
    const answer = await fetch(`${doors.server.address}/api/samples/${hash}`, { headers });
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    return answer.blob();
  },
};

describe('the picture of a sample', () => {
  it.each(Object.keys(through))('comes as the same JPEG through the %s', async (door) => {
    const picture = await through[door]?.();
    const bytes = (await picture?.arrayBuffer()) ?? new ArrayBuffer(0);
    const read = await sharp(new Uint8Array(bytes)).metadata();
    expect({ format: read.format, width: read.width, type: picture?.type }).toEqual({
      format: 'jpeg',
      width: 640,
      type: 'image/jpeg',
    });
  });

  it('comes by the stretch of bytes that a player asks for', async () => {
    const headers = { cookie: await doors.signIn('operator'), range: 'bytes=6-9' };
    const answer = await fetch(`${doors.server.address}/api/samples/${hash}`, { headers });
    const { status } = answer;
    const [type, place, length] = ['content-type', 'content-range', 'content-length'].map((name) =>
      answer.headers.get(name),
    );
    expect({ status, type, length }).toEqual({ status: 206, type: 'image/jpeg', length: '4' });
    expect(place).toMatch(/^bytes 6-9\/\d+$/);
    const whole = await through.rest?.();
    expect(await answer.bytes()).toEqual(await whole?.slice(6, 10).bytes());
  });

  it('is refused to who has no session', async () => {
    expect((await fetch(`${doors.server.address}/api/samples/${hash}`)).status).toBe(401);
  });
});
