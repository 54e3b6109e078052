import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StationClient } from '../../../main/engine/doors/station-doors.ts';
import { openHeadless } from '../../../main/engine/headless.ts';
import { writeModelFolder } from '../../support/model-folder.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const entry = new URL('../../../main/engine/main.ts', import.meta.url).href;
let temp: Awaited<ReturnType<typeof makeTempFolder>>;
beforeEach(async () => {
  temp = await makeTempFolder();
});
afterEach(() => temp.remove());

describe('a command without a running station', { timeout: 60_000 }, () => {
  it('opens a worker only for what needs one, and starts no line', async () => {
    const opened = await openHeadless(entry, temp.path);
    if (!opened.ok) throw new Error(opened.failure.message);
    const { router, context, close } = opened.value;
    const client = createRouterClient(router, { context });
    expect(await client.station.health()).toMatchObject({ parts: [{ part: 'disk' }, { part: 'store' }] });
    expect(await client.models.verify({ name: 'pcb-defects' })).toMatchObject({
      ok: true,
      runsOn: expect.stringMatching(/^cpu/),
    });
    expect((await client.station.health()).parts.map(({ part }) => part)).toContain('vision worker');
    await expect(client.inspections.start({ sourceId: 'demo-line' })).rejects.toMatchObject({ code: 'wrong_state' });
    await close();
  });

  it('puts back a model that a power cut left aside, before anyone asks for it', async () => {
    writeModelFolder(join(temp.path, 'models', '.incoming', 'tiny.before'));
    const opened = await openHeadless(entry, temp.path);
    if (!opened.ok) throw new Error(opened.failure.message);
    const { router, context, close } = opened.value;
    const models = await createRouterClient(router, { context }).models.list({});
    expect(models.find(({ name }) => name === 'tiny')).toMatchObject({ state: 'installed' });
    await close();
  });

  it('says of sync what is set and why nothing goes, and that it is off only where nothing is set', async () => {
    const ask = async <T>(act: (client: StationClient) => Promise<T>): Promise<T> => {
      const opened = await openHeadless(entry, temp.path);
      if (!opened.ok) throw new Error(opened.failure.message);
      const { router, context, close } = opened.value;
      return act(createRouterClient(router, { context })).finally(close);
    };
    expect(await ask((client) => client.sync.status())).toMatchObject({ state: 'off', note: '', address: null });
    const address = 'https://sync.example';
    const stationKey = `caracal.line-1.abcdef.${'s'.repeat(43)}`;
    await ask((client) => client.sync.configure({ address, stationKey, allowInsecure: false }));
    expect(await ask((client) => client.sync.status())).toMatchObject({
      state: 'idle',
      note: 'The station does not run: what waits is sent once it does.',
      address,
    });
    await ask((client) => client.sync.forget());
    expect(await ask((client) => client.sync.status())).toMatchObject({ state: 'off', note: '', address: null });
  });

  it('leaves the folder free for the next one', async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      const opened = await openHeadless(entry, temp.path);
      expect(opened.ok).toBe(true);
      if (opened.ok) await opened.value.close();
    }
  });
});
