import { spawn } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Engine } from '../../../main/engine/compose.ts';
import type { Batch } from '../../../preload/contract/batch.ts';
import { batchUntil, isOver, openBatchStation } from '../../support/batch-station.ts';
import { demoPictures } from '../../support/demo-pictures.ts';
import { clientOf } from '../../support/engine-station.ts';
import { itUnless } from '../../support/lacks.ts';
import { sharedData, whyNoData } from '../../support/shared-data.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const count = 48;

/** Each picture has one prediction and one part, whatever happened on the way. */
async function expectEachOnce(
  engine: Engine,
  { id, sourceId }: Pick<Batch, 'id' | 'sourceId'>,
  names: readonly string[],
) {
  const client = clientOf(engine);
  const { rows: predictions } = await client.predictions.page({ sourceId, limit: 500 });
  expect(predictions.map(({ frameId }) => frameId).toReversed()).toEqual(names.map((_, at) => `${sourceId}-${at}`));
  const { rows: parts } = await client.batch.parts({ id, limit: 500 });
  expect(parts.map(({ name }) => name)).toEqual(names);
  expect(parts.map(({ inspectionId }) => inspectionId)).toEqual(
    predictions.map(({ inspectionId }) => inspectionId).toReversed(),
  );
  expect(new Set(parts.map(({ inspectionId }) => inspectionId)).size).toBe(names.length);
}

describe('a batch whose vision worker is killed', { timeout: 180_000 }, () => {
  it('goes on where it stopped: nothing is looked at twice, nothing is missing', async () => {
    const folder = temporaryFolder();
    const names = await demoPictures(folder, count);
    const engine = await openBatchStation();
    const started = await clientOf(engine).batch.start({ path: folder });
    await batchUntil(engine, started.id, ({ done }) => done >= 16);
    process.kill(engine.visionPid() ?? 0, 'SIGKILL');
    const done = await batchUntil(engine, started.id, isOver);
    expect(done).toMatchObject({ state: 'done', done: count, broken: 0 });
    await expectEachOnce(engine, started, names);
  });

  const video = sharedData('videos', 'intel', 'asl_gestures', 'walk.mkv');
  itUnless(whyNoData('videos', 'intel'))('goes on in a video behind the last part that was stored', async () => {
    const engine = await openBatchStation();
    const client = clientOf(engine);
    const parts = { by: 'time', ms: 300 } as const;
    const started = await client.batch.start({ path: video ?? '', parts });
    await batchUntil(engine, started.id, ({ counts }) => counts.pass + counts.fail + counts.unsure >= 3);
    process.kill(engine.visionPid() ?? 0, 'SIGKILL');
    const done = await batchUntil(engine, started.id, isOver);
    expect(done).toMatchObject({ state: 'done', note: '', kind: 'file', done: 89, total: 89, broken: 0 });
    const { rows } = await client.predictions.page({ sourceId: done.sourceId, limit: 500 });
    expect(rows.map(({ frameId }) => frameId).toReversed()).toEqual(
      Array.from({ length: 89 }, (_, at) => `${done.sourceId}-${at}`),
    );
    const shown = await client.batch.parts({ id: done.id });
    // Three seconds at 30 a second, nine pictures to a part.
    expect(shown.rows.map(({ frames }) => frames)).toEqual([9, 9, 9, 9, 9, 9, 9, 9, 9, 8]);
    expect(shown.rows.map(({ atMs }) => Math.floor((atMs ?? 0) / 300))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('a station that is killed in the middle of a batch', { timeout: 180_000 }, () => {
  it('goes on with it when it is started again', async () => {
    const folder = temporaryFolder();
    const dataFolder = temporaryFolder();
    const names = await demoPictures(folder, count);
    const child = spawn(process.execPath, [new URL('./batch-child.ts', import.meta.url).pathname, dataFolder, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const gone = new Promise((resolve) => child.once('exit', resolve));
    let told = '';
    for await (const chunk of child.stdout) {
      told += String(chunk);
      if (Number(told.trim().split('\n').at(-1)) >= 16) break;
    }
    child.kill('SIGKILL');
    await gone;
    const engine = await openBatchStation(dataFolder);
    const [found] = await clientOf(engine).batch.list();
    expect(found?.done).toBeLessThan(count);
    const done = await batchUntil(engine, found?.id ?? 0, isOver);
    expect(done).toMatchObject({ state: 'done', done: count, broken: 0 });
    await expectEachOnce(engine, done, names);
  });
});
