import { createRouterClient, isDefinedError } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import type { Caller, Ledger } from '../../../../main/engine/doors/caller.ts';
import { capabilities } from '../../../../main/engine/doors/capabilities.ts';
import type { Role } from '../../../../preload/contract/capability.ts';
import { roles } from '../../../../preload/contract/capability.ts';
import { createFixtureStation } from '../../../support/fixture-station.ts';

function stationFor(role: Role, ledger?: Partial<Ledger>) {
  const station = createFixtureStation();
  const caller: Caller = { role, door: 'port' };
  const context = { caller, ledger: { ...station.ledger, ...ledger } };
  return { station, client: createRouterClient(station.router, { context }) };
}

const failureOf = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

async function call(client: object, act: string): Promise<unknown> {
  let target: unknown = client;
  for (const name of act.split('.')) target = Reflect.get(Object(target), name);
  if (typeof target !== 'function') throw new TypeError(act);
  return target({});
}

describe('the role rule', () => {
  const table = capabilities.flatMap((capability) => roles.map((role) => ({ ...capability, role })));
  it.each(table)(
    'of $act for a caller in the role $role is as the contract says',
    async ({ act, roles: may, role }) => {
      const { client } = stationFor(role);
      const error = await failureOf(call(client, act));
      const isForbidden = error instanceof Error && 'code' in error && error.code === 'forbidden';
      expect(isForbidden).toBe(!may.includes(role));
    },
  );

  it('is looked at before the input, which a stranger learns nothing about', async () => {
    const { client } = stationFor('kiosk');
    expect(await failureOf(call(client, 'sources.add'))).toMatchObject({ code: 'forbidden' });
  });

  it('gives every capability at least one role', () => {
    expect(capabilities.filter((capability) => capability.roles.length === 0)).toEqual([]);
  });
});

describe('a handler that throws what nobody expected', () => {
  it('answers with a bug that tells nothing of the inside, and logs it once', async () => {
    const { station, client } = stationFor('admin');
    station.line.live.get = () => {
      throw new Error('secret detail of the inside');
    };
    const error = await failureOf(client.inspections.state());
    expect(error).toMatchObject({ code: 'bug', status: 500, data: { thing: 'inspections.state' } });
    expect(JSON.stringify(error)).not.toContain('secret');
    expect(station.bugs).toEqual([{ act: 'inspections.state', error: expect.any(Error) }]);
  });

  it('and so does one whose answer breaks the contract', async () => {
    const { station, client } = stationFor('admin');
    station.health.set({
      state: 'ready',
      parts: [{ part: 'store', state: 'ready', note: '', restarts: 0.5, since: -1 }],
    });
    expect(await failureOf(client.station.health())).toMatchObject({ code: 'bug' });
    expect(station.bugs).toHaveLength(1);
  });

  it('while a live value that breaks later ends the iterator with a bug', async () => {
    const { station, client } = stationFor('admin');
    const states = await client.station.watch();
    await states.next();
    station.health.set({
      state: 'ready',
      parts: [{ part: 'store', state: 'ready', note: '', restarts: 0.5, since: -1 }],
    });
    expect(await failureOf(states.next())).toMatchObject({ code: 'bug' });
    expect(station.bugs).toHaveLength(1);
  });
});

describe('the audit entry', () => {
  it('is written once for what changes something, with how it ended', async () => {
    const { station, client } = stationFor('supervisor');
    await client.sources.add({ id: 'camera', name: 'Camera', settings: { kind: 'demo' } });
    await failureOf(client.sources.remove({ id: 'nowhere' }));
    await failureOf(client.sources.remove({ id: 'Not An Id' }));
    await failureOf(client.station.rename({ name: 'Mine' }));
    expect(station.acts.map(({ act, outcome }) => [act, outcome])).toEqual([
      ['sources.add', 'done'],
      ['sources.remove', 'not_found'],
      ['sources.remove', 'bad_input'],
      ['station.rename', 'forbidden'],
    ]);
  });

  it('is not written for what only reads', async () => {
    const { station, client } = stationFor('admin');
    await client.sources.list();
    await client.predictions.get({ id: 1 });
    expect(station.acts).toEqual([]);
  });

  it('of a transfer is written at its end, done or left', async () => {
    const { station, client } = stationFor('admin');
    for await (const _step of await client.models.pull({ name: 'general-objects' }));
    const left = await client.models.pull({ name: 'general-objects' });
    await left.next();
    expect(station.acts.map(({ outcome }) => outcome)).toEqual(['done']);
    await left.return(undefined);
    expect(station.acts.map(({ outcome }) => outcome)).toEqual(['done', 'cancelled']);
  });

  it('that cannot be written fails the call: nothing audited happens unseen', async () => {
    const recordAct = (): void => {
      throw new Error('the disk is gone');
    };
    const { station, client } = stationFor('admin', { recordAct });
    expect(await failureOf(client.station.rename({ name: 'Mine' }))).toMatchObject({ code: 'bug' });
    expect(station.bugs).toHaveLength(1);
  });
});

describe('a failure that the contract names', () => {
  it('reaches the caller as a defined one', async () => {
    const { client } = stationFor('admin');
    const error = await failureOf(client.sources.remove({ id: 'nowhere' }));
    expect(error instanceof Error && isDefinedError(error)).toBe(true);
    expect(error).toMatchObject({ code: 'not_found', status: 404, message: expect.stringContaining('See the list') });
  });
});
