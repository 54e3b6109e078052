import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Engine } from '../../../main/engine/compose.ts';
import { recipeBody } from '../../../preload/contract/recipes.ts';
import { tellsColours } from '../../support/colour-network.ts';
import { clientOf, lineUntil } from '../../support/engine-station.ts';
import { Gate } from '../../support/outputs/gate.ts';
import { openModbusPlc } from '../../support/outputs/modbus-plc.ts';
import { until } from '../../support/outputs/plc.ts';
import { byTrigger, draftOf, openTelling, plcOf, stateUntil } from '../../support/outputs/told-station.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('a PLC that asks for recipes', () => {
  it('starts no line that somebody has stopped because a PLC, or the station, is back while the code still stands there', async () => {
    const folder = temporaryFolder();
    const first = await openTelling(folder);
    const plc = await openModbusPlc();
    onTestFinished(() => plc.close());
    const gate = await Gate.to(plc.port);
    onTestFinished(() => gate.fall());
    const settings = plc.settings(gate.port, { verdictMs: 20_000, ackMs: 20_000 });
    await clientOf(first).outputs.save({ ...draftOf('plc', settings, { always: false }), secrets: {} });
    for (const code of ['17', '18', '19']) await byTrigger(first, ['plc'], code);
    const runsBy = (engine: Engine, id: string) =>
      lineUntil(engine, ({ recipe, state }) => recipe?.id === id && state === 'running', 'demo-line');
    /** The PLC was read before, so what stands there is known when this has changed. */
    const beaten = async (): Promise<void> => {
      const beat = plc.get('heartbeat');
      await until(() => plc.get('heartbeat') !== beat);
    };

    plc.set('recipe', 17);
    await runsBy(first, 'boards-17');
    await clientOf(first).inspections.stop({ sourceId: 'demo-line' });
    await gate.fall();
    await stateUntil(first, 'plc', ({ state }) => state !== 'connected');
    await gate.raise();
    await beaten();
    plc.set('recipe', 18);
    await runsBy(first, 'boards-18');
    await clientOf(first).inspections.stop({ sourceId: 'demo-line' });
    await first.close();

    const second = await openTelling(folder);
    await beaten();
    expect(second.lines.read('demo-line').state).toBe('stopped');
    plc.set('recipe', 19);
    await runsBy(second, 'boards-19');
    // What a person has set since outlives the station too, though the code that was followed stands there still.
    await clientOf(second).inspections.start({ recipe: 'boards-17' });
    const acts = async () => (await clientOf(second).audit.list({ limit: 50 })).rows;
    const switches = async () => (await acts()).filter(({ door }) => door === 'output').length;
    // The last is written down when its line has started, which the screen may know before.
    let count = await switches();
    while (count < 3) count = await switches();
    expect(count).toBe(3);
    await second.close();
    const third = await openTelling(folder);
    await beaten();
    await runsBy(third, 'boards-17');
    await until(() => plc.get('ready') === 1);
    expect(third.lines.read('demo-line').recipe?.id).toBe('boards-17');
  });

  it('tells a PLC Error and no Ready where the switch that it asked for cannot be recorded', async () => {
    const folder = temporaryFolder();
    const engine = await openTelling(folder);
    const plc = await openModbusPlc();
    onTestFinished(() => plc.close());
    const gate = await Gate.to(plc.port);
    onTestFinished(() => gate.fall());
    const settings = plc.settings(gate.port, { verdictMs: 20_000, ackMs: 20_000 });
    await clientOf(engine).outputs.save({ ...draftOf('plc', settings, { always: false }), secrets: {} });
    for (const code of ['17', '18']) await byTrigger(engine, ['plc'], code);
    await clientOf(engine).inspections.start({ recipe: 'boards-18' });
    await until(() => plc.get('ready') === 1);
    const file = new Database(join(folder, 'station.db'));
    onTestFinished(() => void file.close());
    file.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END");
    plc.set('recipe', 17);
    await stateUntil(engine, 'plc', ({ note }) => /audit/.test(note));
    await until(() => plc.get('error') === 1);
    expect(plc.get('ready')).toBe(0);
    // Nor is it done because its recipe is found in use.
    await gate.fall();
    await stateUntil(engine, 'plc', ({ state }) => state !== 'connected');
    await gate.raise();
    await stateUntil(engine, 'plc', ({ state, note }) => state === 'connected' && /audit/.test(note));
    expect(plc.get('ready')).toBe(0);
    file.exec('DROP TRIGGER full');
    plc.set('recipe', 18);
    await until(() => plc.get('ready') === 1 && plc.get('error') === 0);
    await lineUntil(engine, ({ recipe, state }) => recipe?.id === 'boards-18' && state === 'running');
  });
});

describe('a PLC of several lines', () => {
  it('tells a PLC no OK by the lines that are left where one was stopped, until that is started or taken out of the recipe', async () => {
    const folder = temporaryFolder();
    const first = await openTelling(folder);
    const client = clientOf(first);
    const plc = await plcOf(first);
    await client.sources.add({ id: 'gate-2', name: 'Gate 2', settings: { kind: 'demo', seed: 2 } });
    await byTrigger(first, ['plc']);
    const second = recipeBody.parse({
      sourceId: 'gate-2',
      models: ['pcb-defects'],
      parts: { by: 'trigger', frames: 2 },
      outputs: ['plc'],
    });
    await client.recipes.save({ id: 'behind', name: 'Behind', body: second });
    for (const recipe of ['boards', 'behind']) await client.inspections.start({ recipe });
    await until(() => plc.get('ready') === 1);

    await client.inspections.stop({ sourceId: 'gate-2' });
    const missing = 'The line of gate-2 was stopped. Start it, or take this output out of the recipe Behind.';
    await stateUntil(first, 'plc', ({ note }) => note === missing);
    await until(() => plc.get('error') === 1);
    expect(plc.get('ready')).toBe(0);
    plc.set('trigger', 1);
    await until(() => plc.get('result') === 1);
    expect([plc.get('ok'), plc.get('ng'), plc.get('error')]).toEqual([0, 1, 1]);
    plc.set('ack', 1);
    await until(() => plc.get('result') === 0);
    for (const side of ['trigger', 'ack'] as const) plc.set(side, 0);
    await client.inspections.start({ recipe: 'behind' });
    await until(() => plc.get('ready') === 1);
    await client.inspections.stop({ sourceId: 'gate-2' });
    await first.close();

    // A restart does not take it out either.
    const again = await openTelling(folder);
    await stateUntil(again, 'plc', ({ note, state }) => state === 'connected' && note === missing);
    expect(plc.get('ready')).toBe(0);
    await clientOf(again).recipes.save({ id: 'behind', name: 'Behind', body: { ...second, outputs: [] } });
    await until(() => plc.get('ready') === 1 && plc.get('error') === 0);

    // Put aside it is nothing that a later start would look for; what was stopped stays stopped.
    await clientOf(again).recipes.remove({ id: 'behind' });
    const { stopped } = await again.services.settings.get('lines');
    expect(stopped).toEqual([{ sourceId: 'gate-2', model: 'pcb-defects' }]);
  });

  it('tells it no OK by the line that is left where the other cannot be planned after a restart, and Ready when it can', async () => {
    const folder = temporaryFolder();
    const first = await openTelling(folder);
    const client = clientOf(first);
    const plc = await plcOf(first);
    await client.sources.add({ id: 'gate-2', name: 'Gate 2', settings: { kind: 'demo', seed: 2 } });
    const path = join(folder, 'colours.onnx');
    writeFileSync(path, tellsColours);
    await client.models.import({ path, name: 'colours', labels: ['red', 'green', 'blue'] });
    await byTrigger(first, ['plc']);
    const body = recipeBody.parse({
      sourceId: 'gate-2',
      models: ['colours'],
      rules: [{ kind: 'missing', label: 'blue', score: 0.9 }],
      parts: { by: 'trigger', frames: 2 },
      outputs: ['plc'],
    });
    await client.recipes.save({ id: 'behind', name: 'Behind', body });
    for (const recipe of ['boards', 'behind']) await client.inspections.start({ recipe });
    await until(() => plc.get('ready') === 1);
    await first.close();
    const [model, aside] = [join(folder, 'models', 'colours'), join(folder, 'aside')];
    renameSync(model, aside);

    const second = await openTelling(folder);
    await lineUntil(second, ({ state }) => state === 'running', 'demo-line');
    await stateUntil(
      second,
      'plc',
      ({ note, state }) => state === 'connected' && note.startsWith('The line of gate-2 is failed.'),
    );
    expect([plc.get('ready'), plc.get('error')]).toEqual([0, 1]);
    renameSync(aside, model);
    await until(() => plc.get('ready') === 1 && plc.get('error') === 0);
    expect(second.lines.read('gate-2')).toMatchObject({ state: 'running', recipe: { id: 'behind' } });
  });
});
