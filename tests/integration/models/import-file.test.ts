import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BareFile, importFile } from '../../../main/models/import-file.ts';
import type { ModelPlaces } from '../../../main/models/places.ts';
import { tryModel } from '../../../main/workers/open-model.ts';
import { taskTraits } from '../../../preload/contract/model-tasks.ts';
import { cocoLabels } from '../../support/coco-labels.ts';
import { describeUnless } from '../../support/lacks.ts';
import { placesIn } from '../../support/pulling.ts';
import { sharedModels, whyNoModels } from '../../support/shared-models.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type TinyExtras, type TinyTensor, tinyOnnx } from '../../support/tiny-onnx.ts';

const weights = sharedModels() ?? '';

/** What the station does, with the worker's own trial in this process. */
const bring = (bare: BareFile, places: ModelPlaces = placesIn(temporaryFolder())) =>
  importFile(bare, { places, openOnce: (folder) => tryModel(folder, 1), busy: new Set() });

const names = "{0: 'open', 1: 'short'}";
const detect = { task: 'detect', stride: '32', imgsz: '[64, 64]', names };

/** A file whose network gives the same numbers for each picture. */
function file(
  name: string,
  outputs: readonly { readonly shape: readonly number[]; readonly values?: Float32Array }[],
  { metadata = {} }: TinyExtras = {},
  input: Partial<TinyTensor> = {},
): string {
  const lengthOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
  const constants = outputs.map(({ shape, values }, index) => ({
    name: `numbers${index}`,
    shape,
    values: values ?? new Float32Array(lengthOf(shape)),
  }));
  const bytes = tinyOnnx(
    [{ name: 'images', shape: [1, 3, 64, 64], ...input }],
    outputs.map(({ shape }, index) => ({ name: `output${index}`, shape })),
    constants.map((constant, index) => ({ op: 'Identity', inputs: [constant.name], output: `output${index}` })),
    { constants, metadata },
  );
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

const anchors = 84;

describeUnless(whyNoModels)('exports of others', () => {
  it.each([
    ['det_yolov8n_coco_640_int8.onnx', 'yolo-v8', 640, [1, 84, 8_400], 80],
    ['det_yolo11n_coco_320_int8.onnx', 'yolo-v8', 320, [1, 84, 2_100], 80],
    ['defect_yolov8n_neu6_640_int8.onnx', 'yolo-v8', 640, [1, 10, 8_400], 6],
  ] as const)(
    '%s is dropped in: card, labels, size and licence are those in the file',
    async (name, family, side, shape, labels) => {
      const imported = await bring({ path: join(weights, name) });
      expect(imported).toMatchObject({
        ok: true,
        value: {
          state: 'installed',
          commercial: false,
          licence: 'AGPL-3.0 License (https://ultralytics.com/license)',
          card: {
            task: 'detect',
            family,
            io: {
              input: { name: 'images', width: side, height: side },
              outputs: [{ name: 'output0', shape: [...shape] }],
            },
          },
        },
      });
      if (imported.ok) expect(imported.value.card?.labels).toHaveLength(labels);
    },
  );

  it('a file without a word of itself is recognised by its outputs, once its labels are said', async () => {
    for (const [name, family] of [
      ['det_yolox_nano_coco_416.onnx', 'yolox'],
      ['det_nanodet_m_coco_416.onnx', 'nanodet'],
      ['det_fastestdet_coco_352.onnx', 'fastestdet'],
    ] as const) {
      expect(await bring({ path: join(weights, name) })).toMatchObject({
        ok: false,
        failure: { code: 'model_refused', expected: '80, as many as the network has', received: 'none' },
      });
      const imported = await bring({ path: join(weights, name), labels: cocoLabels });
      expect(imported).toMatchObject({ ok: true, value: { commercial: false, card: { family } } });
    }
  });

  it.each([
    ['emb_mobilefacenet_128d.onnx', 'outputs of'],
    ['lm_facemesh_468_192.onnx', 'outputs of'],
    ['emo_mini_xception_fer7_converted.onnx', 'input of'],
    ['vad_silero_v6.2.onnx', 'inputs of'],
    ['face_scrfd_500m_kps_NC.onnx', 'input of'],
  ])('%s is refused with what is not understood, and nothing is left behind', async (name, thing) => {
    const places = placesIn(temporaryFolder());
    const refused = await bring({ path: join(weights, name), name: 'other', labels: ['a', 'b', 'c'] }, places);
    expect(refused).toMatchObject({ ok: false, failure: { code: 'model_refused' } });
    if (!refused.ok) expect(refused.failure.thing).toBe(`${thing} ${name}`);
    expect(existsSync(join(places.installed, 'other'))).toBe(false);
  });

  it('a network that gives maps of features is kept for others to be taught with, and judges nothing by itself', async () => {
    const path = join(weights, 'bb_mobilenetv2_int8_features_derived.onnx');
    const imported = await bring({ path, name: 'maps' });
    expect(imported).toMatchObject({ ok: true, value: { name: 'maps', card: { family: 'feature-maps' } } });
    if (imported.ok && imported.value.card !== null) expect(taskTraits[imported.value.card.task].judges).toBe(false);
  });

  it('a copy that was cut short is refused', async () => {
    const path = join(temporaryFolder(), 'cut.onnx');
    copyFileSync(join(weights, 'det_fastestdet_coco_352.onnx'), path);
    writeFileSync(path, readFileSync(path).subarray(0, 400_000));
    expect(await bring({ path, labels: cocoLabels })).toMatchObject({
      ok: false,
      failure: { code: 'model_refused', expected: 'a whole ONNX file' },
    });
  });
});

describe('a file without a card', () => {
  const yolo = { shape: [1, 6, anchors] };

  it('is installed under the name of the file, and as the next version where it is another one', async () => {
    const places = placesIn(temporaryFolder());
    const first = file('Best v2.onnx', [yolo], { metadata: detect });
    expect(await bring({ path: first }, places)).toMatchObject({
      ok: true,
      value: { name: 'best-v2', version: '1.0.0', card: { labels: ['open', 'short'] } },
    });
    expect(await bring({ path: first }, places)).toMatchObject({ ok: false, failure: { code: 'already_exists' } });
    const second = file('Best v2.onnx', [yolo], { metadata: { ...detect, date: '2026-11-21' } });
    expect(await bring({ path: second }, places)).toMatchObject({ ok: true, value: { version: '1.0.1' } });
    const other = file('Best v2.onnx', [yolo], { metadata: { ...detect, names: "['dent', 'stain']" } });
    expect(await bring({ path: other }, places)).toMatchObject({
      ok: false,
      failure: { code: 'already_exists', received: 'dent, stain', remedy: 'Give it a name of its own with --name.' },
    });
    const card = JSON.parse(readFileSync(join(places.installed, 'best-v2', 'card.json'), 'utf8'));
    expect(card).toMatchObject({ version: '1.0.1', provenance: { exportedAt: '2026-11-21' } });
  });

  it('says whose it is and what it was trained on, without the paths of that machine', async () => {
    const description = 'Ultralytics YOLOv8n model trained on /home/ada/plates/data.yaml';
    const metadata = { ...detect, description, author: 'Ultralytics', license: 'AGPL-3.0 License' };
    expect(await bring({ path: file('plates.onnx', [yolo], { metadata }) })).toMatchObject({
      ok: true,
      value: {
        title: 'YOLOv8n',
        licence: 'AGPL-3.0 License',
        commercial: false,
        card: { provenance: { trainedOn: 'data.yaml', author: 'Ultralytics' } },
      },
    });
  });

  it('takes name and labels from whoever brings it before those of the file', async () => {
    const path = file('x.onnx', [yolo], { metadata: detect });
    expect(await bring({ path, name: 'plates', labels: ['scratch', 'dent'] })).toMatchObject({
      ok: true,
      value: { name: 'plates', card: { labels: ['scratch', 'dent'] } },
    });
    expect(await bring({ path, name: '../plates' })).toMatchObject({ ok: false, failure: { code: 'bad_input' } });
  });

  it.each([
    ['YOLOv5, whose exporter names no task', 'yolo-v5', [1, 252, 7], { names, stride: '32' }],
    ['an end-to-end network', 'yolo-end-to-end', [1, 300, 6], detect],
    ['a classifier', 'classifier', [1, 2], { ...detect, task: 'classify' }],
  ] as const)('%s is recognised', async (_what, family, shape, metadata) => {
    const values = family === 'classifier' ? Float32Array.of(0.25, 0.75) : undefined;
    const path = file('best.onnx', [{ shape, ...(values && { values }) }], { metadata });
    expect(await bring({ path })).toMatchObject({ ok: true, value: { card: { family } } });
  });

  it('grades where a classifier is told what is good', async () => {
    const classes = [{ shape: [1, 2], values: Float32Array.of(0.25, 0.75) }];
    const metadata = { ...detect, task: 'classify' };
    const path = file('best.onnx', classes, { metadata });
    expect(await bring({ path, goodLabels: ['open'] })).toMatchObject({
      ok: true,
      value: { task: 'grade', card: { goodLabels: ['open'], preprocessing: { resize: 'crop' } } },
    });
    expect(await bring({ path, goodLabels: ['fine'] })).toMatchObject({
      ok: false,
      failure: { code: 'model_refused' },
    });
    const detector = file('best.onnx', [yolo], { metadata: detect });
    expect(await bring({ path: detector, goodLabels: ['open'] })).toMatchObject({
      ok: false,
      failure: { expected: 'a classifier' },
    });
  });

  it.each([
    [
      'another task',
      [yolo],
      { ...detect, task: 'segment' },
      {},
      'task of best.onnx: expected detect or classify, got segment.',
    ],
    ['poses', [yolo], { ...detect, task: 'pose' }, {}, 'got pose'],
    ['rotated boxes', [yolo], { ...detect, task: 'obb' }, {}, 'got obb'],
    ['half precision', [yolo], detect, { type: 10 }, 'input images of best.onnx: expected float32, got float16.'],
    [
      'pictures with channels last',
      [yolo],
      detect,
      { shape: [1, 64, 64, 3] },
      'expected [1, 3, height, width], got images [1, 64, 64, 3]',
    ],
    ['a batch', [yolo], detect, { shape: [4, 3, 64, 64] }, 'got images [4, 3, 64, 64]'],
    [
      'more labels than outputs',
      [yolo],
      { ...detect, names: "['a', 'b', 'c']" },
      {},
      'expected 2, as many as the network has, got 3',
    ],
    [
      'no labels',
      [yolo],
      { ...detect, names: '{}' },
      {},
      'as many as the network has, got none. Say them in their order with --labels',
    ],
    [
      'an empty label',
      [yolo],
      { ...detect, names: "{0: 'open', 1: ' '}" },
      {},
      'expected a name for each, got an empty one',
    ],
    [
      'a label twice',
      [yolo],
      { ...detect, names: "{0: 'open', 1: 'open'}" },
      {},
      'expected each label once, got open twice',
    ],
    [
      'two outputs',
      [yolo, { shape: [1, 32, 16, 16] }],
      {},
      {},
      'got output0 [1, 6, 84] and output1 [1, 32, 16, 16]. Put the file into a folder with a card.json',
    ],
  ] as const)('with %s is refused, and why is said', async (_what, outputs, metadata, input, sentence) => {
    const refused = await bring({ path: file('best.onnx', outputs, { metadata }, input) });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'model_refused' } });
    if (!refused.ok) expect(refused.failure.message).toContain(sentence);
  });

  it('whose network gives no numbers is tried once and refused', async () => {
    const values = new Float32Array(6 * anchors).fill(Number.NaN);
    const places = placesIn(temporaryFolder());
    const path = file('best.onnx', [{ shape: [1, 6, anchors], values }], { metadata: detect });
    expect(await bring({ path }, places)).toMatchObject({
      ok: false,
      failure: { code: 'model_refused', expected: 'finite numbers', received: 'NaN' },
    });
    expect(existsSync(join(places.installed, 'best'))).toBe(false);
  });

  it('whose scores are odds, as without its last layer, is refused in both ways of writing them', async () => {
    const odds = Float32Array.from({ length: 6 * anchors }, (_, at) => (at < 4 * anchors ? 20 : -9.5));
    const columns = file('best.onnx', [{ shape: [1, 6, anchors], values: odds }], { metadata: detect });
    const failure = {
      code: 'model_refused',
      expected: 'scores from 0 to 1, as after a sigmoid',
      received: '-9.5 to 1',
    };
    expect(await bring({ path: columns })).toMatchObject({ ok: false, failure });
    const values = Float32Array.from({ length: 7 * 252 }, (_, at) => (at % 7 < 4 ? 20 : -9.5));
    const rows = file('best5.onnx', [{ shape: [1, 252, 7], values }], { metadata: detect });
    expect(await bring({ path: rows })).toMatchObject({ ok: false, failure });
  });

  it('that says likelihoods and gives other numbers is refused', async () => {
    const path = file('best.onnx', [{ shape: [1, 2], values: Float32Array.of(7, -3) }], {
      metadata: { ...detect, task: 'classify' },
    });
    expect(await bring({ path })).toMatchObject({ ok: false, failure: { received: 'a sum of 4' } });
  });

  it('that is not there, or is no file, is not found', async () => {
    expect(await bring({ path: join(temporaryFolder(), 'absent.onnx') })).toMatchObject({
      ok: false,
      failure: { code: 'not_found' },
    });
  });
});
