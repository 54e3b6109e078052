import path from 'node:path';
import sharp from 'sharp';
import { expect, it, onTestFinished } from 'vitest';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { failsOnBlack, straysInLight } from '../../support/colour-network.ts';
import { tinyCard, writeModelFolder } from '../../support/model-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { VisionWorker } from '../../support/vision-worker.ts';

const card: Partial<PictureCard> = {
  task: 'grade',
  family: 'classifier',
  labels: ['red', 'green', 'blue'],
  goodLabels: ['green'],
  io: {
    input: { name: 'images', layout: 'nchw', width: 32, height: 32 },
    outputs: [{ name: 'output0', shape: [1, 3] }],
  },
};

async function picture(file: string, red: number): Promise<void> {
  await sharp({ create: { width: 32, height: 32, channels: 3, background: { r: red, g: red, b: red } } })
    .png()
    .toFile(file);
}

/** What a worker tells of three pictures: bright, black and grey. */
async function tellOf(modelFolder: string, verified: boolean) {
  const worker = new VisionWorker();
  onTestFinished(() => worker.end());
  expect(await worker.ask('verify', { modelFolder, threads: 1 })).toMatchObject({ ok: verified });
  const pictures = temporaryFolder();
  for (const [index, red] of [200, 0, 90].entries()) await picture(path.join(pictures, `${index}.png`), red);
  const settings = { kind: 'folder', path: pictures, fps: 5 } as const;
  const started = await worker.ask('start', {
    sourceId: 'folder',
    settings,
    models: [{ folder: modelFolder }],
    threads: 1,
    picturesPerSecond: 1,
  });
  expect(started).toMatchObject({ ok: true });
  await worker.until(() => worker.all('prediction').length >= 3);
  const told = worker.all('prediction').toSorted((a, b) => a.sequence - b.sequence);
  return told.slice(0, 3).flatMap(({ looks }) => looks.map((look) => [look.trouble?.received, look.detections.length]));
}

it('a frame whose numbers are none is told with its trouble, and the worker goes on with the next', async () => {
  const modelFolder = writeModelFolder(temporaryFolder(), tinyCard(card, failsOnBlack), failsOnBlack);
  expect(await tellOf(modelFolder, true)).toEqual([
    [undefined, 1],
    ['NaN', 0],
    [undefined, 1],
  ]);
});

it('a frame in which something sure lies where no picture is has trouble too, and such a model is refused when it is tried', async () => {
  const detector: Partial<PictureCard> = {
    family: 'yolo-end-to-end',
    io: {
      input: { name: 'images', layout: 'nchw', width: 32, height: 32 },
      outputs: [{ name: 'output0', shape: [1, 1, 6] }],
    },
  };
  const modelFolder = writeModelFolder(temporaryFolder(), tinyCard(detector, straysInLight), straysInLight);
  const strays = expect.stringMatching(/^one from \(\d\.\d+e\+29, 8\) to \(\d\.\d+e\+29, 24\)/);
  expect(await tellOf(modelFolder, false)).toEqual([
    [strays, 0],
    [undefined, 1],
    [strays, 0],
  ]);
});
