import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { VerdictMessage } from '../../../preload/contract/outputs.ts';
import { recipeBody } from '../../../preload/contract/recipes.ts';
import { clientOf, lineUntil } from '../../support/engine-station.ts';
import { until } from '../../support/outputs/plc.ts';
import { byTrigger, draftOf, openTelling, plcOf, stateUntil } from '../../support/outputs/told-station.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Somebody who takes verdicts, or does not, as it is told. */
async function takeVerdicts() {
  const taken: VerdictMessage[] = [];
  const taker = { status: 204, taken, url: '' };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (taker.status === 204) taken.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(taker.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  taker.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/verdicts`;
  return taker;
}

describe('a station that tells the line', () => {
  it('sends each verdict of the demo line to a webhook, and what could not be sent later, in order and marked', async () => {
    const taker = await takeVerdicts();
    const folder = temporaryFolder();
    const engine = await openTelling(folder);
    const client = clientOf(engine);
    await client.outputs.save({
      ...draftOf('mes', { kind: 'webhook', url: taker.url }),
      secrets: { signingKey: 'a secret key' },
    });
    // What was judged before the way stood came late.
    await until(() => taker.taken.filter(({ historical }) => !historical).length >= 2);
    expect(taker.taken.at(-1)).toMatchObject({
      output: 'mes',
      sourceId: 'demo-line',
      historical: false,
      test: false,
      error: false,
    });
    taker.status = 503;
    await stateUntil(engine, 'mes', ({ waiting, state }) => waiting >= 2 && state === 'away');
    const told = taker.taken.length;
    taker.status = 204;
    await stateUntil(engine, 'mes', ({ waiting, state }) => waiting === 0 && state === 'connected');
    const late = taker.taken.slice(told).filter(({ historical }) => historical);
    expect(late.length).toBeGreaterThanOrEqual(2);
    const numbers = late.map(({ inspection }) => inspection);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    // None is missing between the first and the last.
    const all = new Set(taker.taken.map(({ inspection }) => inspection));
    const [first, last] = [Math.min(...all), Math.max(...all)];
    expect(all.size).toBe(last - first + 1);
    expect(existsSync(join(folder, 'outputs.secret'))).toBe(true);
    expect(readFileSync(join(folder, 'station.db')).includes('a secret key')).toBe(false);
    expect(JSON.stringify(await client.outputs.list())).not.toContain('a secret key');
    expect(await client.station.connections()).toContainEqual({
      purpose: 'output "mes"',
      address: taker.url,
      configuredBy: 'Outputs',
    });
  });

  it('writes the picture of a part beside its verdict, and looks at the pictures only while one is wanted', async () => {
    const engine = await openTelling();
    const client = clientOf(engine);
    const path = temporaryFolder();
    const draft = draftOf('share', { kind: 'folder', path, pictures: true });
    await client.outputs.save({ ...draft, secrets: {} });
    const files = (ending: string) => readdirSync(path).filter((file) => file.endsWith(ending));
    await until(() => files('.jpg').length >= 2);
    const [picture = ''] = files('.jpg');
    expect(files('.json')).toContain(picture.replace('.jpg', '.json'));
    expect([...readFileSync(join(path, picture)).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    expect(engine.frames).toMatchObject({ viewers: 1 });
    await client.outputs.save({ ...draft, enabled: false, secrets: {} });
    expect(engine.frames).toMatchObject({ viewers: 0 });
  });

  it('keeps over a restart what waits to be told', async () => {
    const taker = await takeVerdicts();
    taker.status = 503;
    const folder = temporaryFolder();
    const first = await openTelling(folder);
    await clientOf(first).outputs.save({ ...draftOf('mes', { kind: 'webhook', url: taker.url }), secrets: {} });
    const { waiting } = await stateUntil(first, 'mes', (state) => state.waiting >= 2);
    await clientOf(first).inspections.stop({});
    await first.close();
    taker.status = 204;
    const second = await openTelling(folder);
    await stateUntil(second, 'mes', (state) => state.waiting === 0 && state.told >= waiting);
    expect(taker.taken.length).toBeGreaterThanOrEqual(waiting);
    expect(taker.taken.every(({ historical }) => historical)).toBe(true);
  });

  it('answers the trigger of a PLC with the verdict of that part, and a station that is gone with Error', async () => {
    const engine = await openTelling();
    const plc = await plcOf(engine);
    await byTrigger(engine, ['plc']);
    await clientOf(engine).inspections.start({ recipe: 'boards' });
    await until(() => plc.get('ready') === 1);
    for (let part = 0; part < 3; part += 1) {
      plc.set('trigger', 1);
      await until(() => plc.get('result') === 1);
      const [newest] = (await clientOf(engine).inspections.list({ limit: 1 })).rows;
      expect(plc.get('part')).toBe(newest?.part ?? newest?.id);
      expect([plc.get('ok'), plc.get('ng'), plc.get('error')]).toEqual(
        newest?.verdict === 'pass' ? [1, 0, 0] : [0, 1, 0],
      );
      plc.set('ack', 1);
      await until(() => plc.get('result') === 0);
      plc.set('trigger', 0);
      plc.set('ack', 0);
      await until(() => plc.get('ready') === 1);
    }
    const state = await stateUntil(engine, 'plc', ({ told, step }) => told === 3 && step === 'ready');
    expect(state).toMatchObject({ state: 'connected', lines: ['demo-line'], failed: 0, step: 'ready' });
    expect(state.signalMs?.p99).toBeGreaterThan(0);
    await engine.close();
    await until(() => plc.get('error') === 1);
    expect([plc.get('ready'), plc.get('result'), plc.get('ok')]).toEqual([0, 0, 0]);
  });

  it('tells a PLC NG with Error where the vision worker dies with its part in hand', async () => {
    const engine = await openTelling();
    const plc = await plcOf(engine);
    // More frames than come before the worker is gone.
    const body = recipeBody.parse({
      sourceId: 'demo-line',
      models: ['pcb-defects'],
      parts: { by: 'trigger', frames: 100 },
      outputs: ['plc'],
    });
    await clientOf(engine).recipes.save({ id: 'boards', name: 'Boards', body });
    await clientOf(engine).inspections.start({ recipe: 'boards' });
    await until(() => plc.get('ready') === 1);
    plc.set('trigger', 1);
    await until(() => plc.get('busy') === 1);
    process.kill(engine.visionPid() ?? 0, 'SIGKILL');
    await until(() => plc.get('result') === 1);
    expect([plc.get('ok'), plc.get('ng'), plc.get('error')]).toEqual([0, 1, 1]);
    plc.set('ack', 1);
    await until(() => plc.get('result') === 0);
    plc.set('trigger', 0);
    plc.set('ack', 0);
    // The worker is restarted, the line goes on, and so does the handshake.
    await until(() => plc.get('ready') === 1);
  });

  it('goes on telling after its outputs worker was killed, and the PLC that waited gets NG with Error', async () => {
    const engine = await openTelling();
    const plc = await plcOf(engine);
    const body = recipeBody.parse({
      sourceId: 'demo-line',
      models: ['pcb-defects'],
      parts: { by: 'trigger', frames: 100 },
      outputs: ['plc'],
    });
    await clientOf(engine).recipes.save({ id: 'boards', name: 'Boards', body });
    await clientOf(engine).inspections.start({ recipe: 'boards' });
    await until(() => plc.get('ready') === 1);
    plc.set('trigger', 1);
    await until(() => plc.get('busy') === 1);
    process.kill(engine.outputsPid() ?? 0, 'SIGKILL');
    await until(() => plc.get('result') === 1);
    expect([plc.get('ok'), plc.get('ng'), plc.get('error')]).toEqual([0, 1, 1]);
    expect(await lineUntil(engine, ({ state }) => state === 'running')).toBeDefined();
  });

  it('switches to the recipe that a PLC asks for, and says so in the audit log', async () => {
    const engine = await openTelling();
    const plc = await plcOf(engine);
    await byTrigger(engine, ['plc']);
    await byTrigger(engine, ['plc'], '17');
    await clientOf(engine).inspections.start({ recipe: 'boards' });
    await until(() => plc.get('ready') === 1);
    plc.set('recipe', 17);
    await lineUntil(engine, ({ recipe, state }) => recipe?.id === 'boards-17' && state === 'running');
    await until(() => plc.get('ready') === 1);
    const acts = async () => (await clientOf(engine).audit.list({ limit: 20 })).rows;
    // Written down when the line has started; the screen may know of that before.
    let switched = (await acts()).find(({ door }) => door === 'output');
    while (switched === undefined) switched = (await acts()).find(({ door }) => door === 'output');
    expect(switched).toMatchObject({ act: 'recipes.switchTo', role: 'service', outcome: 'done' });
  });

  it('refuses settings that cannot work, shows no secret, and lets operators only read', async () => {
    const engine = await openTelling();
    const client = clientOf(engine);
    const noPlaces = draftOf('plc', { kind: 'modbus-tcp', host: 'plc', coils: {}, heard: {}, registers: {} });
    await expect(client.outputs.save({ ...noPlaces, secrets: {} })).rejects.toMatchObject({
      code: 'bad_input',
      message: expect.stringMatching(/none for result, ok, ng/),
    });
    const broker = draftOf('mes', { kind: 'mqtt', url: 'mqtt://127.0.0.1:9', user: 'line' }, { enabled: false });
    const saved = await client.outputs.save({ ...broker, secrets: { password: 's3cret' } });
    expect(saved.secrets).toEqual({ password: true, signingKey: false, headers: [] });
    const renamed = await client.outputs.save({ ...broker, name: 'Broker', secrets: {} });
    expect(renamed.secrets.password).toBe(true);
    // Another address is somebody else: the password does not go there.
    const moved = await client.outputs.save({
      ...draftOf('mes', { kind: 'mqtt', url: 'mqtt://127.0.0.2:9', user: 'line' }),
      enabled: false,
      secrets: {},
    });
    expect(moved.secrets.password).toBe(false);
    const operator = clientOf(engine, 'operator');
    expect(await operator.outputs.list()).toHaveLength(1);
    await expect(operator.outputs.save({ ...broker, secrets: {} })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(operator.outputs.test({ id: 'mes' })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await client.outputs.test({ id: 'mes' })).toMatchObject({
      ok: false,
      steps: [{ what: 'Reach it', ok: false }],
    });
    await client.outputs.remove({ id: 'mes' });
    await expect(client.outputs.remove({ id: 'mes' })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('raises an alert while an output is away, and closes it when that is taken out of use', async () => {
    const engine = await openTelling();
    const client = clientOf(engine);
    const draft = draftOf('mes', { kind: 'folder', path: join(temporaryFolder(), 'nowhere') });
    await client.outputs.save({ ...draft, secrets: {} });
    for await (const { rows } of await client.alerts.watch())
      if (rows.some(({ cause }) => cause === 'part output mes')) break;
    await client.outputs.save({ ...draft, enabled: false, secrets: {} });
    for await (const { rows } of await client.alerts.watch())
      if (!rows.some(({ cause }) => cause === 'part output mes')) break;
    expect(await client.outputs.state()).toMatchObject([{ id: 'mes', state: 'off' }]);
  });
});
