import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/compose.ts';
import type { LineState } from '../../../preload/contract/inspections.ts';
import { type RecipeBody, recipeRule } from '../../../preload/contract/recipes.ts';
import { failsOnBlack, tellsColours } from '../../support/colour-network.ts';
import { clientOf, lineUntil, openStation } from '../../support/engine-station.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { bodyOf, rectangle } from '../../unit/domain/recipe/fixture-recipe.ts';

let temp: Awaited<ReturnType<typeof makeTempFolder>>;
let engine: Engine;

const open = (): Promise<Engine> => openStation(temp.path);

const save = (id: string, body: Partial<RecipeBody>) =>
  clientOf(engine, 'supervisor').recipes.save({ id, name: id.toUpperCase(), body: bodyOf(body), note: '' });

const until = (isSo: (state: LineState) => boolean) => lineUntil(engine, isSo, 'demo-line');

/** A network without weights that says how red, green and blue a picture is. */
async function bringModel(name: string, bytes: Uint8Array): Promise<void> {
  const path = join(temp.path, `${name}.onnx`);
  writeFileSync(path, bytes);
  await clientOf(engine).models.import({
    path,
    name,
    labels: ['red', 'green', 'blue'],
  });
}

/** Hardly ever does a defect lie there: parts pass. */
const looksAtCorner = {
  zones: [{ name: 'corner', outline: rectangle(0, 0, 0.02, 0.02) }],
  rules: [recipeRule.parse({ kind: 'defect', zone: 'corner' })],
};

beforeAll(async () => {
  temp = await makeTempFolder();
  engine = await open();
  await until(({ frames }) => frames > 0);
}, 60_000);
afterAll(async () => {
  await engine.close();
  await temp.remove();
}, 60_000);

describe('recipes of a station', { timeout: 120_000 }, () => {
  it('are tried on a frame that a line has shown, whatever the line goes by', async () => {
    const spot = { label: 'open', score: 0.9, box: { x: 300, y: 300, width: 20, height: 20 } };
    const frame = { width: 640, height: 640, detections: [spot] };
    const { recipes } = clientOf(engine, 'operator');
    expect(await recipes.try({ body: bodyOf(), frame })).toMatchObject({ verdict: 'fail', detections: [spot] });
    expect(await recipes.try({ body: bodyOf(looksAtCorner), frame })).toMatchObject({ verdict: 'pass' });
    await expect(recipes.try({ body: bodyOf({ models: ['gone'] }), frame })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('are refused with the reason where they could not run', async () => {
    const nowhere = { region: rectangle(0.5, 0.5, 0, 0) };
    await expect(save('boards', nowhere)).rejects.toMatchObject({
      code: 'bad_input',
      message: expect.stringContaining('The region at region: expected a part of the picture'),
    });
    const unknown = { rules: [recipeRule.parse({ kind: 'defect', label: 'dent' })], code: ' 1 ' };
    await expect(save('boards', unknown)).rejects.toMatchObject({
      message: expect.stringContaining('a label of its models'),
    });
    const problems = await clientOf(engine).recipes.check({
      body: bodyOf({ ...nowhere, ...unknown, models: ['gone'] }),
    });
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(['model_unknown models.0', 'zero_size region']);
    expect(await clientOf(engine).recipes.list()).toEqual([]);
    await expect(
      clientOf(engine, 'operator').recipes.save({ id: 'a', name: 'A', body: bodyOf() }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('are started, and each part says by which it was judged', async () => {
    const saved = await save('boards', { rules: [recipeRule.parse({ kind: 'defect', score: 0.6 })], code: '4711' });
    expect(saved).toMatchObject({ version: 1, by: 'supervisor' });
    const started = await clientOf(engine, 'operator').inspections.start({ recipe: 'boards' });
    const recipe = { id: 'boards', version: 1, name: 'BOARDS' };
    expect(started).toMatchObject({ state: 'running', sourceId: 'demo-line', recipe });
    const state = await until(({ counts }) => counts.fail > 0);
    const failed = state.recent.find(({ verdict }) => verdict === 'fail');
    expect(failed).toMatchObject({ recipe, why: [{ rule: 0, kind: 'defect', verdict: 'fail' }] });
    const { rows } = await clientOf(engine).inspections.list({ limit: 1 });
    expect(rows[0]?.recipe).toEqual(recipe);
  });

  it('are switched by code beside an open camera: other models look, and the worker stays', async () => {
    await bringModel('colours', tellsColours);
    await save('colours', {
      models: ['colours'],
      rules: [recipeRule.parse({ kind: 'missing', label: 'blue', score: 0.9 })],
      code: 'C-2',
    });
    const pid = engine.visionPid();
    const before = await until(({ state, frames }) => state === 'running' && frames > 5);
    await expect(clientOf(engine, 'operator').recipes.switchTo({ code: 'nothing' })).rejects.toMatchObject({
      code: 'not_found',
    });
    const switched = await clientOf(engine, 'operator').recipes.switchTo({ code: 'C-2' });
    expect(switched).toEqual({ recipe: { id: 'colours', version: 1, name: 'COLOURS' }, sourceId: 'demo-line' });
    const after = await until(({ recipe, counts }) => recipe?.id === 'colours' && counts.fail > 0);
    // What no frame shows for sure is missing from the part.
    expect(after.recent[0]).toMatchObject({ model: { name: 'colours' }, defects: [{ label: 'no blue' }] });
    expect(after.stalls).toBe(before.stalls);
    expect(engine.visionPid()).toBe(pid);
    await clientOf(engine, 'operator').recipes.switchTo({ code: '4711' });
    await until(({ recipe, frames }) => recipe?.id === 'boards' && frames > 3);
  });

  it('follow things from frame to frame: a defect that many frames show is one thing', async () => {
    const everywhere = { name: 'all', outline: rectangle(0, 0, 1, 1) };
    const across = { name: 'gate', from: { x: 1, y: 0.5 }, to: { x: 0, y: 0.5 } };
    await save('followed', { follow: true, zones: [everywhere], lines: [across] });
    await clientOf(engine).inspections.start({ recipe: 'followed' });
    const isOneThing = ({ frames, things = 0 }: LineState['recent'][0]['defects'][0]) => frames >= 4 && things === 1;
    const state = await until(
      ({ recipe, recent, zones = [] }) =>
        recipe?.id === 'followed' &&
        recent.some(({ defects }) => defects.some(isOneThing)) &&
        (zones[0]?.entered ?? 0) > 0,
    );
    expect(state.zones).toMatchObject([{ name: 'all' }]);
    expect(state.zones?.[0]?.longestMs).toBeGreaterThan(0);
    expect(state.lines).toMatchObject([{ name: 'gate' }]);
    await clientOf(engine).inspections.start({ recipe: 'boards' });
  });

  it('that cannot run any more leave the line as it was, and say why', async () => {
    rmSync(join(temp.path, 'models', 'colours'), { recursive: true });
    const switching = clientOf(engine, 'operator').recipes.switchTo({ code: 'C-2' });
    await expect(switching).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('colours') });
    const { frames } = engine.lines.read('demo-line');
    const state = await until((now) => now.frames > frames);
    expect(state).toMatchObject({ state: 'running', note: '', recipe: { id: 'boards' } });
    await expect(clientOf(engine, 'supervisor').recipes.rollback({ id: 'colours', version: 1 })).rejects.toMatchObject({
      code: 'bad_input',
    });
    expect(await clientOf(engine, 'supervisor').recipes.remove({ id: 'colours' })).toEqual({ id: 'colours' });
    await expect(clientOf(engine).inspections.start({ recipe: 'colours' })).rejects.toMatchObject({
      message: expect.stringContaining('one that was put aside'),
    });
  });

  it('are kept version by version, compared and rolled back, while what runs goes on', async () => {
    const client = clientOf(engine, 'supervisor');
    await save('boards', { rules: [recipeRule.parse({ kind: 'defect', score: 0.8 })], code: '4711' });
    expect(await client.recipes.compare({ id: 'boards', from: 1, to: 2 })).toEqual([
      { path: 'rules.0.score', what: 'changed', before: '0.6', after: '0.8' },
    ]);
    expect(await client.recipes.rollback({ id: 'boards', version: 1 })).toMatchObject({
      version: 3,
      note: 'As version 1.',
    });
    expect((await client.recipes.versions({ id: 'boards' })).map(({ version }) => version)).toEqual([3, 2, 1]);
    expect(engine.lines.read('demo-line').recipe?.version).toBe(1);
    await expect(client.recipes.remove({ id: 'boards' })).rejects.toMatchObject({ code: 'wrong_state' });
  });

  it('go on after a restart in the version that was started, though a newer one was saved', async () => {
    await engine.close();
    engine = await open();
    const state = await until(({ frames }) => frames > 0);
    expect(state).toMatchObject({ state: 'running', recipe: { id: 'boards', version: 1 } });
    const started = await clientOf(engine).inspections.start({ recipe: 'boards' });
    expect(started.recipe?.version).toBe(3);
  });

  it('say at which size their models look: so it is after a restart, and no start beside them says otherwise', async () => {
    const inputSizes = { 'pcb-defects': 320 };
    await expect(save('sized', { inputSizes: { 'pcb-defects': 330 } })).rejects.toMatchObject({
      code: 'bad_input',
      data: { expected: 'a multiple of 32', received: '330' },
    });
    await save('sized', { inputSizes });
    const client = clientOf(engine);
    await expect(client.inspections.start({ recipe: 'sized', inputSize: 640 })).rejects.toMatchObject({
      code: 'bad_input',
      data: { received: 'a size of 640 beside it' },
    });
    expect(await client.inspections.start({ recipe: 'sized' })).toMatchObject({ inputSizes });
    await engine.close();
    engine = await open();
    const state = await until(({ frames }) => frames > 0);
    expect(state).toMatchObject({ recipe: { id: 'sized' }, inputSizes, runsOn: expect.stringMatching(/, 320 px$/) });
  });

  it('keep the size of a line that was started without one, over a stop and a restart of the station', async () => {
    const plain = { sourceId: 'demo-line', model: 'pcb-defects', inputSize: 320 };
    const started = await clientOf(engine).inspections.start(plain);
    expect(started).toMatchObject({ recipe: null, inputSizes: { 'pcb-defects': 320 } });
    await engine.close();
    engine = await open();
    await until(({ frames }) => frames > 0);
    const stopped = await clientOf(engine).inspections.stop({ sourceId: 'demo-line' });
    expect(stopped).toMatchObject({ state: 'stopped', inputSizes: { 'pcb-defects': 320 } });
    const again = await clientOf(engine).inspections.start({ sourceId: 'demo-line' });
    expect(again).not.toHaveProperty('inputSizes');
  });

  it('judge a part by trigger, and let none pass whose worker is killed in its middle', async () => {
    await save('by-trigger', {
      parts: { by: 'trigger', frames: 2, delayMs: 0 },
      ...looksAtCorner,
    });
    await clientOf(engine).inspections.start({ recipe: 'by-trigger' });
    await until(({ frames }) => frames > 0);
    const service = clientOf(engine, 'service');
    const answer = await service.inspections.trigger({ sourceId: 'demo-line', part: 12 });
    expect(answer).toMatchObject({
      pass: true,
      reason: '',
      inspection: { part: 12, frames: 2, recipe: { id: 'by-trigger' } },
    });
    await save('long', {
      parts: { by: 'trigger', frames: 100, delayMs: 0 },
      ...looksAtCorner,
    });
    await clientOf(engine).inspections.start({ recipe: 'long' });
    const cut = service.inspections.trigger({ sourceId: 'demo-line', part: 13, deadlineMs: 60_000 });
    await until(({ frames }) => frames > 2);
    process.kill(engine.visionPid() ?? 0, 'SIGKILL');
    expect(await cut).toMatchObject({
      pass: false,
      reason: expect.stringContaining('was ended by SIGKILL'),
      inspection: { part: 13, verdict: 'unsure' },
    });
    await expect(service.inspections.trigger({ sourceId: 'nowhere' })).rejects.toMatchObject({ code: 'wrong_state' });
    await until(({ state, frames }) => state === 'running' && frames > 5);
    const late = await service.inspections.trigger({ sourceId: 'demo-line', deadlineMs: 50 });
    expect(late).toMatchObject({ pass: false, reason: expect.stringContaining('within 50 ms of the trigger') });
  });

  it('never pass a part of which one model gives no numbers, and say so on the line', async () => {
    await bringModel('fails-on-black', failsOnBlack);
    const path = join(temp.path, 'black');
    mkdirSync(path);
    await sharp({ create: { width: 64, height: 64, channels: 3, background: 'black' } })
      .png()
      .toFile(join(path, '1.png'));
    await clientOf(engine).sources.add({ id: 'black', name: 'Black', settings: { kind: 'folder', path, fps: 5 } });
    await save('black', {
      sourceId: 'black',
      models: ['pcb-defects', 'fails-on-black'],
      parts: { by: 'time', ms: 100 },
    });
    await clientOf(engine).inspections.start({ recipe: 'black' });
    const state = await lineUntil(engine, ({ frames }) => frames > 0, 'black');
    expect(state.note).toContain('NaN');
    await clientOf(engine).inspections.stop({ sourceId: 'black' });
    const { rows } = await clientOf(engine).inspections.list({ limit: 20 });
    const judged = rows.filter(({ sourceId }) => sourceId === 'black');
    expect(judged.map(({ verdict }) => verdict)).not.toContain('pass');
    expect(judged[0]?.trouble).toBeTruthy();
  });

  it('are acts in the audit log, triggers are not', async () => {
    const acts = (await clientOf(engine).audit.list({ limit: 200 })).rows.map(
      ({ act, role, outcome }) => `${role} ${act} ${outcome}`,
    );
    expect(acts).toContain('supervisor recipes.save done');
    expect(acts).toContain('operator recipes.switchTo done');
    expect(acts).toContain('operator recipes.save forbidden');
    expect(acts.filter((act) => act.includes('trigger'))).toEqual([]);
  });
});
