import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { batchUntil, isOver, openBatchStation } from '../../support/batch-station.ts';
import { installBlindDetector } from '../../support/blind-detector.ts';
import { clientOf } from '../../support/engine-station.ts';
import { describeUnless } from '../../support/lacks.ts';
import { sharedData, whyNoData } from '../../support/shared-data.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const gesture = sharedData('videos', 'intel', 'asl_gestures', 'walk.mkv');
const clip = sharedData('videos', 'face_recognition_short_hamilton_clip.mp4');

/** Every part would pass that was seen whole. */
async function openBlindStation() {
  const dataFolder = temporaryFolder();
  const models = [installBlindDetector(dataFolder)];
  return { engine: await openBatchStation(dataFolder), models };
}

describeUnless(whyNoData('videos', 'intel'))('a batch of a broken video', () => {
  it('that is cut off is inspected as far as it goes, and says so', async () => {
    const file = path.join(temporaryFolder(), 'cut.mkv');
    writeFileSync(file, readFileSync(gesture ?? '').subarray(0, 100_000));
    const { engine, models } = await openBlindStation();
    const { id } = await clientOf(engine).batch.start({ path: file, models });
    const done = await batchUntil(engine, id, isOver);
    expect(done).toMatchObject({ state: 'done', done: 30, total: 30, broken: 0 });
    expect(done.note).toContain('it is cut off, 1.1 of 3.0 s could be read');
  });

  it('with garbage inside counts what does not decode, lists where, and no part around it passes', async () => {
    const file = path.join(temporaryFolder(), 'garbage.mp4');
    const bytes = readFileSync(clip ?? '');
    for (let at = 300_000; at < 360_000; at += 1) bytes[at] = (at * 7_919) & 255;
    writeFileSync(file, bytes);
    const { engine, models } = await openBlindStation();
    const client = clientOf(engine);
    const { id, sourceId } = await client.batch.start({ path: file, models, parts: { by: 'time', ms: 1_000 } });
    const done = await batchUntil(engine, id, isOver);
    expect(done.state).toBe('done');
    expect(done.broken).toBeGreaterThan(0);
    const { rows } = await client.batch.parts({ id });
    const broken = rows.filter(({ isBroken }) => isBroken);
    expect(broken.reduce((sum, { frames }) => sum + frames, 0)).toBe(done.broken);
    const { rows: seen } = await client.predictions.page({ sourceId, limit: 500 });
    expect(seen).toHaveLength(done.done - done.broken);
    for (const [at, row] of rows.entries()) {
      const isBehindGarbage = row.isBroken && row.atMs !== null;
      if (isBehindGarbage) expect(rows.slice(at + 1).find(({ isBroken }) => !isBroken)?.verdict).not.toBe('pass');
    }
    expect(rows[0]?.verdict).toBe('pass');
  });
});
