import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openModel } from '../../../main/workers/open-model.ts';
import type { VisionStart } from '../../../main/workers/protocol.ts';
import { tinyCard, writeModelFolder } from '../../support/model-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { VisionWorker } from '../../support/vision-worker.ts';

const folder = path.join(import.meta.dirname, '../../../models/pcb-defects');

const lineAt = (sourceId: string, inputSize: number | undefined, model = folder): VisionStart => ({
  sourceId,
  settings: { kind: 'demo', seed: 5, fps: 30, defectsPerBoard: 6, lightingDrift: 0, blurDrift: 0 },
  models: [{ folder: model, inputSize }],
  threads: 1,
  picturesPerSecond: 1,
});

it('a line sees its pictures at the size that was asked for, and its boxes lie in the picture all the same', async () => {
  const worker = new VisionWorker();
  onTestFinished(() => worker.end());
  const started = await Promise.all([
    worker.ask('start', lineAt('small', 320)),
    worker.ask('start', lineAt('whole', undefined)),
  ]);
  expect(started.map(({ ok }) => ok)).toEqual([true, true]);
  const [small, whole] = ['small', 'whole'].map(
    (id) => () => worker.all('prediction').filter((told) => told.sourceId === id && told.looks[0]?.detections.length),
  );
  await worker.until(() => (small?.().length ?? 0) >= 3 && (whole?.().length ?? 0) >= 3);
  for (const { looks, width, height } of small?.() ?? []) {
    for (const { box } of looks[0]?.detections ?? []) {
      expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width + 1e-6);
      expect(box.y + box.height).toBeLessThanOrEqual(height + 1e-6);
    }
  }
  // Boxes beyond the first 320 pixels: what was found at half the size is told in pixels of the picture.
  const places = (small?.() ?? []).flatMap(({ looks }) => looks[0]?.detections.map(({ box }) => box.x + box.y) ?? []);
  expect(Math.max(...places)).toBeGreaterThan(320);
});

it('sees at the size of its card where that is what was asked for', async () => {
  const [asked, usual] = await Promise.all([openModel(folder, 1, 640), openModel(folder, 1)]);
  if (!asked.ok || !usual.ok) throw new Error('Expected the starter detector to open');
  onTestFinished(() =>
    Promise.all([asked.value.session.release(), usual.value.session.release()]).then(() => undefined),
  );
  expect(asked.value.session.input).toEqual(usual.value.session.input);
  expect(asked.value.adapter.tensorLength).toBe(3 * 640 * 640);
});

it.each([
  ['that the network does not take', folder, 333, 'a multiple of 32'],
  ['of a network that takes one alone', undefined, 64, '4 x 2 alone'],
])('refuses a size %s', async (_, known, size, expected) => {
  const model = known ?? writeModelFolder(temporaryFolder(), tinyCard());
  expect(await openModel(model, 1, size)).toMatchObject({
    ok: false,
    failure: { code: 'model_refused', expected, received: String(size) },
  });
});
