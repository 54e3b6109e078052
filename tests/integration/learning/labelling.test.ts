import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SampleFiles } from '../../../main/learning/sample-files.ts';
import { usualSampling } from '../../../preload/contract/sampling.ts';
import { readCocoFolder } from '../../eval/coco-folder.ts';
import { clientOf, lineUntil, openStation } from '../../support/engine-station.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function open(dataFolder: string) {
  const engine = await openStation(dataFolder);
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await engine.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { engine, client: clientOf(engine), close };
}

const wide = { ...usualSampling, band: { low: 0.05, high: 1 }, controlShare: 0.2, perMinute: 40 };

/** A real line until so many frames of it wait to be labelled; then it is stopped. */
async function stationWithSamples(least: number) {
  const dataFolder = temporaryFolder();
  const station = await open(dataFolder);
  const { engine, client } = station;
  await lineUntil(engine, ({ state }) => state === 'running');
  await client.sampling.set(wide);
  while ((await client.labels.counts({})).waiting < least) await new Promise((resolve) => setTimeout(resolve, 100));
  const stopped = await client.inspections.stop();
  return { ...station, dataFolder, stopped };
}

describe('a real station', () => {
  it('keeps frames of the running line, each with its prediction and a picture of that frame', async () => {
    const { client, stopped } = await stationWithSamples(4);
    const { rows } = await client.labels.queue({});
    const { samples, usedBytes, note } = await client.sampling.get();
    expect(note).toBe('');
    expect(samples).toBe(rows.length);
    expect(usedBytes).toBeGreaterThan(1000 * rows.length);
    expect(new Set(rows.map(({ sampleHash }) => sampleHash)).size).toBe(rows.length);
    for (const { sampleHash, width, height, reason, preLabels } of rows) {
      const picture = await client.labels.picture({ hash: sampleHash });
      const read = await sharp(new Uint8Array(await picture.arrayBuffer())).metadata();
      expect([read.format, read.width, read.height]).toEqual(['jpeg', width, height]);
      if (reason === 'unsure') expect(preLabels.length).toBeGreaterThan(0);
    }
    const { rows: stored } = await client.station.get();
    expect(stored.predictions).toBe(stopped.frames);
    expect(stored.outbox).toBe(rows.length);
  }, 60_000);

  it('stores labels, exports them, and sets aside an item whose picture is gone', async () => {
    const { client, dataFolder, close } = await stationWithSamples(3);
    const { rows } = await client.labels.queue({});
    const [first, second, third] = rows;
    if (first === undefined || second === undefined || third === undefined) throw new Error('Expected three items');
    const { classes } = await client.labels.classes({});
    expect(classes[0]).toEqual({ label: 'open', key: '1' });
    const boxes = [{ label: classes[1]?.label ?? '', box: { x: 5, y: 6, width: 70, height: 80 } }];
    expect(await client.labels.save({ id: first.id, boxes, tookMs: 900 })).toMatchObject({
      item: { state: 'labelled', labels: boxes, decidedBy: 'admin' },
      counts: { labelled: 1 },
    });
    await client.labels.save({ id: second.id, boxes: [] });
    await expect(client.labels.save({ id: first.id, boxes: [] })).rejects.toMatchObject({ code: 'wrong_state' });
    const unknown = [{ label: 'dent', box: { x: 1, y: 1, width: 2, height: 2 } }];
    await expect(client.labels.save({ id: third.id, boxes: unknown })).rejects.toMatchObject({ code: 'bad_input' });

    const folder = join(temporaryFolder(), 'set');
    expect(await client.labels.export({ format: 'coco', folder })).toMatchObject({ pictures: 2, boxes: 1, missing: 0 });
    const labels = classes.map(({ label }) => label);
    const [picture] = await readCocoFolder(folder, labels);
    expect(picture?.real).toEqual([{ x: 5, y: 6, width: 70, height: 80, category: 1, crowd: false }]);

    const files = new SampleFiles(join(dataFolder, 'samples'));
    await rm(files.pathOf(third.sampleHash));
    await expect(client.labels.picture({ hash: third.sampleHash })).rejects.toMatchObject({ code: 'not_found' });
    expect(await client.labels.item({ id: third.id })).toMatchObject({ state: 'quarantined' });

    await client.inspections.stop();
    await close();
    await rm(files.pathOf(second.sampleHash));
    const again = await open(dataFolder);
    expect(await again.client.labels.item({ id: second.id })).toMatchObject({
      state: 'quarantined',
      note: expect.stringMatching(/not on the disk/),
    });
    expect(existsSync(files.pathOf(first.sampleHash))).toBe(true);
  }, 90_000);

  it('takes the picture of an overridden part to the queue when it was on a screen', async () => {
    const { engine, client } = await open(temporaryFolder());
    await lineUntil(engine, ({ state }) => state === 'running');
    await client.sampling.set({ ...usualSampling, on: false });
    const viewer = engine.frames.view(() => undefined, 'demo-line');
    const { recent } = await lineUntil(engine, (state) => state.recent.length >= 4);
    const [part] = recent;
    if (part === undefined) throw new Error('Expected a part');
    const verdict = part.verdict === 'pass' ? 'fail' : 'pass';
    const told = await client.inspections.override({ id: part.id, verdict, reason: 'a scratch' });
    viewer.close();
    expect(told).toMatchObject({ kept: true, inspection: { id: part.id, override: { verdict, by: 'admin' } } });
    const { rows } = await client.labels.queue({ reason: 'overridden' });
    expect(rows).toMatchObject([{ inspectionId: part.id, reason: 'overridden' }]);
    expect((await client.labels.picture({ hash: rows[0]?.sampleHash ?? '' })).type).toBe('image/jpeg');
    const audited = await client.audit.list({ limit: 5 });
    expect(audited.rows.map(({ act }) => act)).toContain('inspections.override');
  }, 60_000);
});
