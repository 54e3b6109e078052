import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { readPicture } from '../../../main/capture/sources/picture-file.ts';
import { boxOverlap, type EvaluatedBox } from '../../../main/domain/match-boxes.ts';
import { readCatalogue } from '../../../main/models/catalogue.ts';
import type { PictureOfFrame } from '../../../main/vision/families/family.ts';
import { Looker } from '../../../main/vision/look.ts';
import { openModel } from '../../../main/workers/open-model.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { describeUnless } from '../../support/lacks.ts';
import { tinyCard, writeModelFolder } from '../../support/model-folder.ts';
import { publicModel, publicModels } from '../../support/public-models.ts';
import { placesIn, pulled, pullOf } from '../../support/pulling.ts';
import { sharedData, whyNoData } from '../../support/shared-data.ts';
import { sharedModels, whyNoModels } from '../../support/shared-models.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { tinyOnnx } from '../../support/tiny-onnx.ts';
import { videoFrame } from '../../support/video-frame.ts';

const weights = sharedModels() ?? '';
const videos = sharedData('videos', 'intel') ?? '';
const steel = sharedData('neu_det') ?? '';

async function lookerOf(folder: string): Promise<Looker> {
  const model = await openModel(folder, 2);
  if (!model.ok) throw new Error(model.failure.message);
  onTestFinished(() => model.value.session.release());
  return new Looker(model.value.adapter, model.value.session);
}

const publicLooker = (file: string): Promise<Looker> => {
  const change = publicModels[file];
  if (change === undefined) throw new Error(`Expected a card for ${file}`);
  return lookerOf(publicModel(temporaryFolder(), file, join(weights, file), change));
};

/** Where a person sees them, to a few pixels. */
const scenes: readonly (readonly [string, number, string, readonly EvaluatedBox[]])[] = [
  [
    'bottle-detection.mp4',
    300,
    'bottle',
    [
      { x: 287, y: 109, width: 59, height: 204 },
      { x: 507, y: 107, width: 64, height: 208 },
    ],
  ],
  ['one-by-one-person-detection.mp4', 250, 'person', [{ x: 388, y: 4, width: 160, height: 375 }]],
];

describeUnless(whyNoModels, whyNoData('videos', 'intel'))('real weights on real pictures', () => {
  it.each(Object.keys(publicModels))('%s sees two bottles and a person, where they are', async (file) => {
    const looker = await publicLooker(file);
    for (const [video, frame, label, places] of scenes) {
      const { detections, trouble } = await looker.look(await videoFrame(join(videos, video), frame));
      expect(trouble).toBeUndefined();
      const seen = detections.filter((found) => found.label === label && found.score > 0.6);
      expect(seen).toHaveLength(places.length);
      for (const place of places) {
        expect(Math.max(...seen.map(({ box }) => boxOverlap(box, place)))).toBeGreaterThan(0.8);
      }
    }
  });

  it('a detector that is pulled from the catalogue comes with its card and runs as it is', async () => {
    const catalogue = await readCatalogue(join(import.meta.dirname, '../../../models/catalog.json'));
    const entry = catalogue.ok ? catalogue.value.find(({ name }) => name === 'nanodet-coco') : undefined;
    if (entry === undefined) throw new Error('Expected nanodet-coco in the catalogue');
    const { outcome } = await pulled(pullOf(entry, placesIn(temporaryFolder()), { from: weights }));
    if (!outcome.ok) throw new Error(outcome.failure.message);
    const looker = await lookerOf(outcome.value.folder);
    const frame = await videoFrame(join(videos, 'one-by-one-person-detection.mp4'), 250);
    expect((await looker.look(frame)).detections[0]).toMatchObject({ label: 'person' });
  });

  it('a classifier names the bottle in the middle, and not the one that it does not see', async () => {
    const looker = await lookerOf(imageNetFolder(join(weights, 'bb_mobilenetv2_int8_features_derived.onnx')));
    const lookAt = async (index: number) =>
      (await looker.look(await videoFrame(join(videos, 'bottle-detection.mp4'), index))).detections[0];
    for (const index of [100, 300]) {
      const bottle = await lookAt(index);
      expect(bottle?.label).toBe(waterBottle);
      expect(bottle?.score).toBeGreaterThan(0.85);
      expect(bottle?.box.x).toBeCloseTo(140, 6);
      expect(bottle?.box.width).toBeCloseTo(360, 6);
    }
    const aside = await lookAt(600);
    expect(aside?.label).not.toBe(waterBottle);
  });
});

const waterBottle = 'class 898';

function imageNetFolder(path: string): string {
  const file = readFileSync(path);
  const folder = temporaryFolder();
  const card: Partial<PictureCard> = {
    task: 'classify',
    family: 'classifier-logits',
    labels: Array.from({ length: 1_000 }, (_, index) => `class ${index}`),
    io: {
      input: { name: 'input', layout: 'nchw', width: 224, height: 224 },
      outputs: [{ name: 'output', shape: [1, 1_000] }],
    },
    preprocessing: {
      resize: 'crop',
      padValue: 0,
      colour: 'rgb',
      mean: [123.675, 116.28, 103.53],
      std: [58.395, 57.12, 57.375],
    },
    thresholds: { score: 0.05, overlap: 0.5, unsure: [0.2, 0.5] },
  };
  return writeModelFolder(folder, tinyCard(card, file), file);
}

const coco = z.object({
  images: z.array(z.object({ id: z.number(), file_name: z.string() })),
  categories: z.array(z.object({ id: z.number(), name: z.string() })),
  annotations: z.array(
    z.object({
      image_id: z.number(),
      category_id: z.number(),
      bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    }),
  ),
});

describeUnless(whyNoModels, whyNoData('neu_det'))('a public defect detector on steel', () => {
  it('names the defect of nearly every picture, in a place where people marked one', async () => {
    const file = 'defect_yolov8n_neu6_640_int8.onnx';
    const labels = ['crazing', 'inclusion', 'patches', 'pitted_surface', 'rolled-in_scale', 'scratches'];
    const like = publicModels['det_yolov8n_coco_640_int8.onnx'];
    if (like === undefined) throw new Error('Expected the card of a YOLOv8 network');
    const change = { ...like, labels, outputs: [['output0', [1, 10, 8_400]] as const] };
    const looker = await lookerOf(publicModel(temporaryFolder(), file, join(weights, file), change));
    const set = coco.parse(JSON.parse(readFileSync(join(steel, 'coco.json'), 'utf8')));
    const step = Math.floor(set.images.length / 12);
    const some = set.images.filter((_, index) => index % step === 0).slice(0, 12);
    let [named, placed] = [0, 0];
    for (const { id, file_name } of some) {
      const picture = await readPicture(join(steel, file_name));
      if (!picture.ok) throw new Error(picture.failure.message);
      const marks = set.annotations.filter(({ image_id }) => image_id === id);
      const { detections } = await looker.look(picture.value);
      const [top] = detections;
      const category = set.categories.find(({ name }) => name.replace(' ', '_') === top?.label);
      const alike = marks.filter(({ category_id }) => category_id === category?.id);
      if (top === undefined || alike.length === 0) continue;
      named += 1;
      const overlaps = alike.map(({ bbox: [x, y, width, height] }) => boxOverlap(top.box, { x, y, width, height }));
      if (Math.max(...overlaps) > 0.3) placed += 1;
    }
    expect(named).toBeGreaterThanOrEqual(10);
    expect(placed).toBeGreaterThanOrEqual(8);
  });
});

const plain = (value: number): PictureOfFrame => ({
  width: 32,
  height: 32,
  format: 'gray8',
  planes: [{ data: new Uint8Array(1_024).fill(value), stride: 32 }],
});

/** No weights of these families are at hand: networks made by hand give what one of them would. */
const constantNetwork = (shape: readonly number[], values: Float32Array): Uint8Array =>
  tinyOnnx(
    [{ name: 'images', shape: [1, 3, 32, 32] }],
    [{ name: '0', shape }],
    [{ op: 'Identity', inputs: ['numbers'], output: '0' }],
    { constants: [{ name: 'numbers', shape, values }] },
  );

const cardOf = (family: PictureCard['family'], shape: readonly number[], file: Uint8Array): PictureCard =>
  tinyCard(
    {
      family,
      io: {
        input: { name: 'images', layout: 'nchw', width: 32, height: 32 },
        outputs: [{ name: '0', shape: [...shape] }],
      },
    },
    file,
  );

async function lookWith(family: PictureCard['family'], shape: readonly number[], values: Float32Array) {
  const file = constantNetwork(shape, values);
  const looker = await lookerOf(writeModelFolder(temporaryFolder(), cardOf(family, shape, file), file));
  return looker.look(plain(114));
}

describe('networks made by hand, run by the real runtime', () => {
  it('are read as YOLOv5 gives its boxes', async () => {
    const values = new Float32Array(63 * 7);
    values.set([16, 16, 8, 12, 0.9, 0.1, 0.8], 7 * 11);
    values.set([17, 16, 8, 12, 0.8, 0.1, 0.8], 7 * 12);
    const { detections } = await lookWith('yolo-v5', [1, 63, 7], values);
    expect(detections).toMatchObject([{ label: 'short', box: { x: 12, y: 10, width: 8, height: 12 } }]);
    expect(detections[0]?.score).toBeCloseTo(0.72, 5);
  });

  it('are read as an end-to-end network gives its rows', async () => {
    const values = new Float32Array(300 * 6);
    values.set([4, 4, 12, 20, 0.875, 1]);
    const { detections, trouble } = await lookWith('yolo-end-to-end', [1, 300, 6], values);
    expect(trouble).toBeUndefined();
    expect(detections).toEqual([{ label: 'short', score: 0.875, box: { x: 4, y: 4, width: 8, height: 16 } }]);
  });

  it('never pass where they give no number', async () => {
    const values = new Float32Array(300 * 6).fill(Number.NaN);
    expect(await lookWith('yolo-end-to-end', [1, 300, 6], values)).toMatchObject({
      detections: [],
      trouble: { code: 'model_refused', expected: 'finite numbers', received: 'NaN' },
    });
  });

  it('are refused where their shape is not the one that the card tells', async () => {
    const file = constantNetwork([1, 100, 6], new Float32Array(600));
    const folder = writeModelFolder(temporaryFolder(), cardOf('yolo-end-to-end', [1, 300, 6], file), file);
    expect(await openModel(folder, 1)).toMatchObject({
      ok: false,
      failure: { code: 'model_refused', expected: 'shape [1, 300, 6]', received: '[1, 100, 6]' },
    });
  });
});
