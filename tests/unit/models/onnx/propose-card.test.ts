import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OnnxFacts, OnnxTensor } from '../../../../main/models/onnx/onnx-facts.ts';
import { proposeCard } from '../../../../main/models/onnx/propose-card.ts';

const about = {
  name: 'best',
  version: '1.0.0',
  file: 'model.onnx',
  from: 'best.onnx',
  bytes: 7,
  sha256: '0'.repeat(64),
  labels: undefined,
  goodLabels: undefined,
};
const images: OnnxTensor = { name: 'images', type: 'float32', shape: [1, 3, 640, 640] };
const output = (...shape: readonly (number | string)[]): OnnxTensor => ({ name: 'output0', type: 'float32', shape });
const names = "{0: 'open', 1: 'short'}";

const factsOf = (
  outputs: readonly OnnxTensor[],
  metadata: Readonly<Record<string, string>> = { task: 'detect', names },
  input: OnnxTensor = images,
): OnnxFacts => ({ inputs: [input], outputs, metadata: new Map(Object.entries(metadata)) });

describe('the card that is proposed for a file', () => {
  it('takes from an export of any size what it says, and counts the rest from that', () => {
    const dynamic = { ...images, shape: ['batch', 3, 'height', 'width'] };
    const metadata = { task: 'detect', names, imgsz: '[320, 480]', stride: '32' };
    expect(proposeCard(factsOf([output('batch', 6, 'anchors')], metadata, dynamic), about)).toMatchObject({
      ok: true,
      value: {
        family: 'yolo-v8',
        labels: ['open', 'short'],
        io: {
          input: { width: 480, height: 320, strideMultiple: 32 },
          outputs: [{ name: 'output0', shape: [1, 6, 3_150] }],
        },
      },
    });
  });

  it('takes several maps of one picture for a network that others are taught with, whatever else it gives', () => {
    const map = (name: string, channels: number, side: number): OnnxTensor => ({
      name,
      type: 'float32',
      shape: [1, channels, side, side],
    });
    const small = { ...images, shape: ['batch', 3, 224, 224] };
    const outputs = [output(1, 1_000), map('deep', 320, 7), map('fine', 32, 28), map('coarse', 96, 14)];
    expect(proposeCard(factsOf(outputs, {}, small), about)).toMatchObject({
      ok: true,
      value: {
        task: 'find-features',
        family: 'feature-maps',
        labels: ['patch'],
        features: [
          { name: 'fine', channels: 32, stride: 8 },
          { name: 'coarse', channels: 96, stride: 16 },
        ],
      },
    });
    // One map alone may be anything, a mask say.
    expect(proposeCard(factsOf([output(1, 1_000), map('mask', 32, 56)], {}, small), about)).toMatchObject({
      ok: false,
    });
  });

  it('asks for a fixed size where neither the file nor its exporter says one', () => {
    const dynamic = { ...images, shape: ['batch', 3, '', ''] };
    expect(proposeCard(factsOf([output(1, 6, 8_400)], undefined, dynamic), about)).toMatchObject({
      ok: false,
      failure: { expected: 'a height and a width', received: 'images [batch, 3, ?, ?]' },
    });
  });

  it('believes an exporter that says what it is of grids that are not the usual ones', () => {
    expect(proposeCard(factsOf([output(1, 6, 34_000)]), about)).toMatchObject({
      ok: true,
      value: { family: 'yolo-v8' },
    });
    expect(proposeCard(factsOf([output(1, 6, 34_000)], {}), { ...about, labels: ['a', 'b'] })).toMatchObject({
      ok: false,
    });
  });

  it.each<[string, readonly OnnxTensor[], string | undefined]>([
    ['YOLOv8', [output(1, 6, 8_400)], 'yolo-v8'],
    ['YOLOv5', [output(1, 25_200, 7)], 'yolo-v5'],
    ['YOLOX', [output(1, 8_400, 7)], 'yolox'],
    ['an end-to-end network', [output(1, 300, 6)], 'yolo-end-to-end'],
    ['FastestDet', [output(1, 7, 40, 40)], 'fastestdet'],
    ['a classifier', [output(1, 2)], undefined],
    ['a mask', [output(1, 1, 640, 640)], undefined],
    ['a vector', [output(1, 128)], undefined],
    ['YOLOv8 beside masks', [output(1, 38, 8_400), output(1, 32, 160, 160)], undefined],
  ])('knows %s by its outputs alone, or says that it does not', (_what, outputs, family) => {
    const proposed = proposeCard(factsOf(outputs, {}), { ...about, labels: ['open', 'short'] });
    if (family !== undefined) expect(proposed).toMatchObject({ ok: true, value: { family } });
    else expect(proposed).toMatchObject({ ok: false, failure: { remedy: expect.stringContaining('card.json') } });
  });

  it('is a whole card or a refusal, whatever a file says of itself', () => {
    const word = fc.string({ maxLength: 12 });
    const size = fc.oneof(fc.constantFrom(1, 3, 6, 7, 85, 300, 640, 8_400, 25_200), fc.nat(), word);
    const tensor = fc.record({
      name: word,
      type: fc.constantFrom('float32', 'float32', 'float16', 'int64', ''),
      shape: fc.array(size, { maxLength: 5 }),
    });
    const metadata = fc.dictionary(
      fc.constantFrom('task', 'names', 'imgsz', 'stride', 'license', 'description', 'date', 'author'),
      fc.oneof(word, fc.constantFrom('detect', 'classify', names, '[640, 640]', '32', '-1', '1e999', '[]', '{}')),
    );
    const facts = fc.record({
      inputs: fc.oneof(fc.constant([images]), fc.array(tensor, { maxLength: 3 })),
      outputs: fc.array(tensor, { maxLength: 6 }),
      metadata: metadata.map((of) => new Map(Object.entries(of))),
    });
    fc.assert(
      fc.property(facts, fc.option(fc.array(word, { maxLength: 4 }), { nil: undefined }), (given, labels) => {
        const proposed = proposeCard(given, { ...about, labels });
        if (!proposed.ok) expect(proposed.failure.code).toBe('model_refused');
        else expect(proposed.value.labels.every((label) => label.trim() !== '')).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});
