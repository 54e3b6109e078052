import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPortDoor } from '../../../main/engine/doors/port.ts';
import type { StationClient } from '../../../main/engine/doors/station-doors.ts';
import { createLocalAccess, type LocalAccess } from '../../../main/serving/local-access.ts';
import type { Role } from '../../../preload/contract/capability.ts';
import { contract } from '../../../preload/contract/contract.ts';
import { type OpenDoors, openDoors } from '../../support/open-doors.ts';

type Answer = { readonly value: unknown } | { readonly failure: unknown };
type Door = (act: string, input: unknown, role: Role) => Promise<Answer>;

let doors: OpenDoors;
let access: LocalAccess;
let dataFolder: string;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'caracal-data-'));
  access = createLocalAccess(dataFolder);
  doors = await openDoors({ localKey: access.key });
  await access.publish(doors.server.address);
});

afterAll(async () => {
  await doors.close();
  await rm(dataFolder, { recursive: true });
});

async function ask(client: StationClient, act: string, input: unknown): Promise<Answer> {
  let target: unknown = client;
  for (const name of act.split('.')) target = Reflect.get(Object(target), name);
  if (typeof target !== 'function') throw new TypeError(act);
  try {
    return { value: await target(input) };
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error;
    return { failure: { code: error.code, message: error.message, data: error.data } };
  }
}

const throughPort: Door = async (act, input, role) => {
  const { port1, port2 } = new MessageChannel();
  createPortDoor({ ...doors.station, frames: doors.frames })(port1, role);
  port2.start();
  const answer = await ask(createORPCClient<StationClient>(new PortLink({ port: port2 })), act, input);
  port2.close();
  return answer;
};

const throughWebSocket: Door = async (act, input, role) => {
  const { client, socket } = await doors.connect(await doors.signIn(role));
  const answer = await ask(client, act, input);
  socket.close();
  return answer;
};

const throughRest: Door = async (act, input, role) => {
  const headers = { cookie: await doors.signIn(role), origin: doors.server.address };
  const link = new OpenAPILink(contract, { url: doors.server.address, headers });
  return ask(createORPCClient<StationClient>(link), act, input);
};

const throughCli: Door = (act, input, role) =>
  new Promise((resolve) => {
    const json = input === undefined ? [] : ['--json', JSON.stringify(input)];
    const common = ['--data', dataFolder, '--output', 'json', '--as', role];
    const args = ['main/cli/main.ts', ...act.split('.'), ...json, ...common];
    execFile(process.execPath, args, (error, stdout, stderr) => {
      if (error === null) resolve({ value: JSON.parse(stdout) });
      else resolve({ failure: JSON.parse(stderr) });
    });
  });

const all = { port: throughPort, websocket: throughWebSocket, rest: throughRest, cli: throughCli };

interface Case {
  readonly title: string;
  readonly act: string;
  readonly input?: unknown;
  readonly role: Role;
  readonly expected: unknown;
}

const cases: readonly Case[] = [
  {
    title: 'the health of the station',
    act: 'station.health',
    role: 'kiosk',
    expected: { value: expect.objectContaining({ state: 'ready' }) },
  },
  {
    title: 'what the station is, with the role of the caller',
    act: 'station.get',
    role: 'supervisor',
    expected: { value: expect.objectContaining({ role: 'supervisor' }) },
  },
  {
    title: 'a page of predictions',
    act: 'predictions.page',
    input: { limit: 2, before: 100 },
    role: 'operator',
    expected: { value: expect.objectContaining({ newest: 99, oldest: 98 }) },
  },
  {
    title: 'one prediction by its number',
    act: 'predictions.get',
    input: { id: 7 },
    role: 'operator',
    expected: { value: expect.objectContaining({ id: 7, frameId: 'demo-7' }) },
  },
  {
    title: 'a source that is refused for its id',
    act: 'sources.add',
    input: { id: 'Not An Id', name: 'Camera', settings: { kind: 'demo' } },
    role: 'admin',
    expected: {
      failure: expect.objectContaining({ code: 'bad_input', data: expect.objectContaining({ thing: 'id' }) }),
    },
  },
  {
    title: 'a source of a kind that there is not',
    act: 'sources.add',
    input: { id: 'camera', name: 'Camera', settings: { kind: 'telescope' } },
    role: 'admin',
    expected: {
      failure: expect.objectContaining({
        data: expect.objectContaining({ thing: 'settings.kind', received: '"telescope"' }),
      }),
    },
  },
  {
    title: 'a source that is not there',
    act: 'sources.remove',
    input: { id: 'nowhere' },
    role: 'admin',
    expected: { failure: expect.objectContaining({ code: 'not_found' }) },
  },
  {
    title: 'a caller without the right',
    act: 'station.rename',
    input: { name: 'Mine' },
    role: 'operator',
    expected: { failure: expect.objectContaining({ code: 'forbidden' }) },
  },
  {
    title: 'a model that no one knows',
    act: 'models.verify',
    input: { name: 'nothing' },
    role: 'supervisor',
    expected: { failure: expect.objectContaining({ code: 'not_found' }) },
  },
];

describe('a capability answers the same through every door', () => {
  it.each(cases)('$title', async ({ act, input, role, expected }) => {
    const answers = await Promise.all(Object.values(all).map((door) => door(act, input, role)));
    expect(answers[0]).toEqual(expected);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('and every door writes its own name into the audit log', async () => {
    const before = doors.station.acts.length;
    for (const door of Object.values(all)) await door('station.rename', { name: 'Line 4' }, 'admin');
    const acts = doors.station.acts.slice(before);
    expect(acts).toEqual(
      Object.keys(all).map((door) => ({ role: 'admin', door, act: 'station.rename', outcome: 'done' })),
    );
  });
});
