import { copyFileSync, existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { batchUntil, isOver, openBatchStation } from '../../support/batch-station.ts';
import { demoPictures } from '../../support/demo-pictures.ts';
import { clientOf, lineUntil } from '../../support/engine-station.ts';
import { describeUnless } from '../../support/lacks.ts';
import { sharedData, whyNoData } from '../../support/shared-data.ts';
import { sharedModels, whyNoModels } from '../../support/shared-models.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('a batch of a folder', { timeout: 120_000 }, () => {
  it('looks at each picture once, in order, tells what does not decode, and its rows stand in the history', async () => {
    const folder = temporaryFolder();
    await demoPictures(folder, 12);
    writeFileSync(path.join(folder, 'board-3a.jpg'), 'broken');
    writeFileSync(path.join(folder, 'notes.txt'), 'no picture');
    const engine = await openBatchStation();
    const client = clientOf(engine);
    // A length of time means nothing to a folder.
    const started = await client.batch.start({ path: folder, parts: { by: 'time', ms: 500 } });
    expect(started).toMatchObject({ kind: 'folder', total: 13, parts: { by: 'picture' }, judges: true });
    const done = await batchUntil(engine, started.id, isOver);
    expect(done).toMatchObject({ state: 'done', done: 13, total: 13, broken: 1, secondsLeft: null });
    const { counts } = done;
    expect(counts.pass + counts.fail + counts.unsure).toBe(12);
    expect(counts.fail).toBeGreaterThan(0);
    const { rows } = await client.batch.parts({ id: started.id });
    expect(rows.map(({ index, name }) => [index, name])).toEqual([
      [0, 'board-1.jpg'],
      [1, 'board-2.jpg'],
      [2, 'board-3.jpg'],
      [3, 'board-3a.jpg'],
      ...Array.from({ length: 9 }, (_, at) => [at + 4, `board-${at + 4}.jpg`]),
    ]);
    expect(rows[3]).toMatchObject({
      isBroken: true,
      verdict: null,
      reason: expect.stringContaining('does not decode'),
    });
    const predictions = await client.predictions.page({ sourceId: done.sourceId, limit: 100 });
    expect(predictions.rows.map(({ frameId }) => frameId).toReversed()).toEqual(
      Array.from({ length: 12 }, (_, at) => `${done.sourceId}-${at}`),
    );
    const judged = rows.filter(({ isBroken }) => !isBroken).map(({ inspectionId }) => inspectionId);
    expect(predictions.rows.map(({ inspectionId }) => inspectionId).toReversed()).toEqual(judged);
    const inspections = await client.inspections.list({ limit: 100 });
    const own = inspections.rows.filter(({ sourceId }) => sourceId === done.sourceId);
    expect(own.map(({ id }) => id).toReversed()).toEqual(judged);
    const bad = await client.batch.parts({ id: started.id, show: 'bad' });
    expect(bad.rows).toHaveLength(counts.fail + counts.unsure);
    const [first] = bad.rows;
    expect(first).toMatchObject({ hasPicture: true, width: 640, height: 640 });
    const picture = await client.batch.picture({ id: started.id, index: first?.index ?? -1 });
    expect(Buffer.from(await picture.arrayBuffer()).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  });

  it('rests when it is paused, goes on where it stopped, and others wait for it', async () => {
    const folder = temporaryFolder();
    const names = await demoPictures(folder, 60);
    const engine = await openBatchStation();
    const client = clientOf(engine);
    const first = await client.batch.start({ path: folder });
    const second = await client.batch.start({ path: folder, name: 'Again' });
    await batchUntil(engine, first.id, ({ done }) => done > 0);
    expect(await client.batch.get({ id: second.id })).toMatchObject({ state: 'waiting', name: 'Again', done: 0 });
    const paused = await client.batch.pause({ id: first.id });
    expect(paused.state).toBe('paused');
    expect(paused.done).toBeLessThan(60);
    await expect(client.batch.remove({ id: second.id })).rejects.toMatchObject({ code: 'wrong_state' });
    await batchUntil(engine, second.id, ({ done }) => done > 0);
    expect((await client.batch.get({ id: first.id })).done).toBe(paused.done);
    expect(await client.batch.resume({ id: first.id })).toMatchObject({ state: 'waiting' });
    expect(await client.batch.cancel({ id: second.id })).toMatchObject({ state: 'cancelled' });
    expect(await batchUntil(engine, first.id, isOver)).toMatchObject({ state: 'done', done: 60, broken: 0 });
    const { rows } = await client.batch.parts({ id: first.id, limit: 500 });
    expect(rows.map(({ name }) => name)).toEqual(names);
    const predictions = await client.predictions.page({ sourceId: first.sourceId, limit: 500 });
    expect(predictions.rows).toHaveLength(60);
    await client.batch.remove({ id: second.id });
    expect((await client.batch.list()).map(({ id }) => id)).toEqual([first.id]);
    await expect(client.batch.pause({ id: first.id })).rejects.toMatchObject({ code: 'wrong_state' });
    await expect(client.batch.get({ id: second.id })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('whose folder goes away says so, calls no picture broken for it, and goes on when it is back', async () => {
    const folder = path.join(temporaryFolder(), 'pictures');
    const names = await demoPictures(folder, 50);
    const engine = await openBatchStation();
    const client = clientOf(engine);
    const { id } = await client.batch.start({ path: folder });
    await batchUntil(engine, id, ({ done }) => done > 0);
    renameSync(folder, `${folder}-away`);
    const failed = await batchUntil(engine, id, isOver);
    expect(failed).toMatchObject({ state: 'failed', broken: 0 });
    expect(failed.note).toContain('none such any more');
    renameSync(`${folder}-away`, folder);
    await client.batch.resume({ id });
    expect(await batchUntil(engine, id, isOver)).toMatchObject({ state: 'done', done: 50, broken: 0 });
    const { rows } = await client.batch.parts({ id, limit: 500 });
    expect(rows.map(({ name }) => name)).toEqual(names);
  });

  it('does not touch what the line counts: no metrics, no shift, nothing to sync', async () => {
    const folder = temporaryFolder();
    await demoPictures(folder, 4);
    const engine = await openBatchStation();
    const client = clientOf(engine);
    await client.shift.begin();
    const before = await engine.services.store.call('sync.count', null);
    const streams = await engine.services.store.call('streams.list', null);
    const { id } = await client.batch.start({ path: folder });
    await batchUntil(engine, id, isOver);
    const { counts } = await client.shift.get({});
    expect(counts).toEqual({ pass: 0, fail: 0, unsure: 0 });
    expect(await engine.services.store.call('sync.count', null)).toEqual(before);
    expect(await engine.services.store.call('streams.list', null)).toEqual(streams);
    const outgoing = await engine.services.store.call('sync.outgoing', {
      after: 0,
      predictions: 1000,
      items: 1,
      pictures: 1,
    });
    expect(outgoing.ok && outgoing.value.predictions.filter(({ json }) => json.includes('batch-'))).toEqual([]);
    const settings = { kind: 'folder', path: folder } as const;
    await expect(client.sources.add({ id: 'batch-9', name: 'Mine', settings })).rejects.toMatchObject({
      code: 'bad_input',
    });
  });

  it('is refused with the reason where there is nothing to inspect, or nothing to inspect it with', async () => {
    const engine = await openBatchStation();
    const client = clientOf(engine);
    const empty = temporaryFolder();
    await expect(client.batch.start({ path: empty })).rejects.toMatchObject({ code: 'source_unreachable' });
    await expect(client.batch.start({ path: path.join(empty, 'none.mp4') })).rejects.toMatchObject({
      code: 'source_unreachable',
      data: { received: 'nothing at this path' },
    });
    await demoPictures(empty, 1);
    await expect(client.batch.start({ path: empty, models: ['absent'] })).rejects.toMatchObject({ code: 'not_found' });
    await expect(client.batch.start({ path: empty, recipe: 'absent' })).rejects.toMatchObject({ code: 'not_found' });
    expect(await client.batch.list()).toEqual([]);
  });

  it('goes by a recipe: what lies outside its region fails nothing, and the part names it', async () => {
    const folder = temporaryFolder();
    await demoPictures(folder, 8, { defects: 3 });
    const engine = await openBatchStation();
    const client = clientOf(engine);
    const corner = [
      { x: 0, y: 0 },
      { x: 0.04, y: 0 },
      { x: 0, y: 0.04 },
    ];
    const body = { sourceId: 'demo-line', models: ['pcb-defects'], region: corner } as const;
    const recipe = await client.recipes.save({
      id: 'corner',
      name: 'Corner',
      body: { ...body, models: [...body.models] },
    });
    const plain = await client.batch.start({ path: folder });
    const judged = await client.batch.start({ path: folder, recipe: 'corner' });
    expect(judged.recipe).toEqual({ id: 'corner', version: recipe.version, name: 'Corner' });
    const [plainly, byRecipe] = await Promise.all([
      batchUntil(engine, plain.id, isOver),
      batchUntil(engine, judged.id, isOver),
    ]);
    expect(plainly.counts.fail).toBeGreaterThan(0);
    expect(byRecipe.counts).toEqual({ pass: 8, fail: 0, unsure: 0 });
    const { rows } = await client.inspections.list({ limit: 100 });
    const own = rows.filter(({ sourceId }) => sourceId === judged.sourceId);
    expect(own.map((part) => part.recipe)).toEqual(Array(8).fill({ id: 'corner', version: 1, name: 'Corner' }));
  });

  it('is worked on beside a line that goes on', async () => {
    const folder = temporaryFolder();
    await demoPictures(folder, 10);
    const engine = await openBatchStation(temporaryFolder(), { isLineStopped: false });
    const client = clientOf(engine);
    const before = await lineUntil(engine, ({ state, frames }) => state === 'running' && frames > 2);
    const { id } = await client.batch.start({ path: folder });
    expect(await batchUntil(engine, id, isOver)).toMatchObject({ state: 'done', done: 10 });
    const after = await lineUntil(engine, ({ frames }) => frames > before.frames);
    expect(after.state).toBe('running');
  });
});

const faces = sharedData('faces_expressions', 'happiness');
const weights = sharedModels();

describeUnless(whyNoModels, whyNoData('faces_expressions'))('a batch that looks at people', () => {
  it('keeps no picture of them, judges nothing, and its rows stand in the history', async () => {
    const dataFolder = temporaryFolder();
    const folder = temporaryFolder();
    const names = readdirSync(faces ?? '').filter((name) => name.endsWith('.jpg'));
    for (const name of names.slice(0, 3)) copyFileSync(path.join(faces ?? '', name), path.join(folder, name));
    const engine = await openBatchStation(dataFolder, { modelsFrom: weights });
    const client = clientOf(engine);
    for await (const _ of await client.models.pull({ name: 'yunet' }));
    const { id, sourceId } = await client.batch.start({ path: folder, models: ['yunet'] });
    const done = await batchUntil(engine, id, isOver);
    expect(done).toMatchObject({ state: 'done', done: 3, judges: false, counts: { pass: 0, fail: 0, unsure: 0 } });
    const { rows } = await client.batch.parts({ id });
    expect(rows.map(({ hasPicture, verdict, inspectionId }) => [hasPicture, verdict, inspectionId])).toEqual(
      Array(3).fill([false, null, null]),
    );
    const { rows: seen } = await client.predictions.page({ sourceId, limit: 10 });
    expect(seen).toHaveLength(3);
    expect(seen.every(({ verdict, detections }) => verdict === null && detections.length > 0)).toBe(true);
    expect(existsSync(path.join(dataFolder, 'batches'))).toBe(false);
  });
});
