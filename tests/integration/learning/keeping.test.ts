import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../main/engine/clock.ts';
import { MissedDraws } from '../../../main/engine/samples/missed-draws.ts';
import { SampleKeeper } from '../../../main/engine/samples/sample-keeper.ts';
import { openSettings } from '../../../main/engine/settings.ts';
import { SampleFiles } from '../../../main/learning/sample-files.ts';
import { openStore } from '../../../main/store/store.ts';
import { usualSampling } from '../../../preload/contract/sampling.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { rowOf } from '../../unit/store/prediction-rows.ts';

async function keeperWith(mostBytes: number) {
  const folder = temporaryFolder();
  const threadFile = new URL('../../../main/store/thread.ts', import.meta.url);
  const opened = await openStore({ file: join(folder, 'station.db'), threadFile });
  if (!opened.ok) throw new Error(opened.failure.message);
  const store = opened.value;
  onTestFinished(async () => void (await store.close()));
  const settings = openSettings(store, () => systemClock.wallMs());
  await settings.set('sampling', { ...usualSampling, mostBytes });
  const files = new SampleFiles(join(folder, 'samples'));
  const warned: string[] = [];
  const warn = ({ code }: { readonly code: string }) => warned.push(code);
  const missed = new MissedDraws(settings);
  const keeper = new SampleKeeper({ store, files, settings, clock: systemClock, stationId: 'a', missed, warn });
  const stored = async () => {
    await keeper.flush();
    await store.flush();
    const [predictions, queue] = [
      store.call('predictions.count', {}),
      store.call('queue.count', { medium: 'picture' }),
    ];
    const [rows, items] = [await predictions, await queue];
    return { rows: rows.ok && rows.value, waiting: items.ok && items.value.waiting, files: files.count };
  };
  return { keeper, store, stored, settings, warned };
}

const jpegOf = (index: number) => Buffer.from(`frame ${index} of a part`);

describe('keeping frames', () => {
  it('goes on with predictions alone where samples have reached their share of the disk, and says so once', async () => {
    const { keeper, stored, warned } = await keeperWith(2 * jpegOf(1).byteLength);
    for (let index = 1; index <= 5; index += 1) {
      keeper.keep(rowOf(index), 'unsure', jpegOf(index), false);
      await keeper.flush();
    }
    expect(await stored()).toEqual({ rows: 5, waiting: 2, files: 2 });
    expect(warned).toEqual(['disk_full']);
    expect(keeper.note).toMatch(/^Samples: expected at most .+\.$/);
  });

  it('loses no prediction when more come at once than the disk takes', async () => {
    const { keeper, stored } = await keeperWith(1e9);
    for (let index = 0; index < 30; index += 1) keeper.keep(rowOf(index), 'control', jpegOf(index), false);
    const { rows, waiting, files } = await stored();
    expect(rows).toBe(30);
    expect(waiting).toBe(8);
    expect(files).toBe(8);
  });

  it('counts what was drawn by lot and lost, model by model, over a restart', async () => {
    const { keeper, stored, settings } = await keeperWith(1e9);
    const model = { name: 'pcb-defects', version: '2.0.0' };
    for (let index = 0; index < 11; index += 1) keeper.keep(rowOf(index, { model }), 'control', jpegOf(index), false);
    keeper.keep(rowOf(11, { model }), 'unsure', jpegOf(11), false);
    keeper.missed(model);
    await stored();
    const later = new MissedDraws(settings);
    await later.open();
    expect([later.of(model), later.of({ ...model, version: '3.0.0' })]).toEqual([4, 0]);
  });

  it('tells a fresh worker what was kept in the minute, hour and day that now is', async () => {
    const { keeper } = await keeperWith(1e9);
    for (let index = 0; index < 3; index += 1) keeper.keep(rowOf(index), 'unsure', jpegOf(index), false);
    await keeper.flush();
    const { kept } = await keeper.wish(false);
    expect(kept[2]).toBe(3);
  });

  it('keeps nothing of a person and asks a worker for nothing until somebody said that people agreed', async () => {
    const { keeper, stored, settings, warned } = await keeperWith(1e9);
    keeper.keep(rowOf(1), 'unsure', jpegOf(1), true);
    expect((await keeper.wish(true)).settings.on).toBe(false);
    expect((await keeper.wish(false)).settings.on).toBe(true);
    expect(await stored()).toEqual({ rows: 1, waiting: 0, files: 0 });
    await settings.set('people', { keepSamples: true });
    keeper.keep(rowOf(2), 'unsure', jpegOf(2), true);
    expect((await keeper.wish(true)).settings.on).toBe(true);
    expect(await stored()).toEqual({ rows: 2, waiting: 1, files: 1 });
    expect(warned).toEqual([]);
  });

  it('keeps no picture of a person whose part was overridden, until somebody said that people agreed', async () => {
    const { keeper, store, stored, settings } = await keeperWith(1e9);
    const model = { name: 'everyday', version: '1.0.0' };
    for (const id of [1, 2]) {
      const part = { id, sourceId: 'cam', model, part: id, startedAt: 1, endedAt: 2, frames: 1, defects: [] };
      await store.call('inspections.append', { ...part, verdict: 'fail' });
      const row = { ...rowOf(id), inspectionId: id, model };
      store.appendPredictions([row]);
      keeper.shown(row, jpegOf(id), true);
    }
    const override = (id: number) =>
      keeper.override(id, { verdict: 'pass', reason: 'fine', by: 'operator', at: systemClock.wallMs() });
    expect(await override(1)).toMatchObject({ ok: true, value: { kept: false } });
    expect(await stored()).toEqual({ rows: 2, waiting: 0, files: 0 });
    await settings.set('people', { keepSamples: true });
    expect(await override(2)).toMatchObject({ ok: true, value: { kept: true } });
    expect(await stored()).toEqual({ rows: 2, waiting: 1, files: 1 });
    expect(await store.call('people.count', null)).toEqual({ ok: true, value: { kept: 1, heldBack: 0 } });
  });
});
