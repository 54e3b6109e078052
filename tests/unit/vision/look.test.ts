import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adapterFor } from '../../../main/vision/families/registry.ts';
import { Looker } from '../../../main/vision/look.ts';
import { unreadable } from '../../../main/vision/readable.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { tinyCard } from '../../support/model-folder.ts';

const outputs = [{ name: 'output0', shape: [1, 6, 21] }];
const picture = {
  width: 32,
  height: 32,
  format: 'gray8' as const,
  planes: [{ data: new Uint8Array(32 * 32), stride: 32 }],
};

const io: PictureCard['io'] = {
  input: { name: 'images', layout: 'nchw', width: 32, height: 32 },
  outputs: [{ name: 'output0', shape: [1, 6, 21] }],
};

async function lookAt(given: Float32Array, change: Partial<PictureCard> = {}) {
  const card = tinyCard({ io, ...change });
  const adapter = adapterFor(card);
  if (!adapter.ok) throw new Error(adapter.failure.message);
  return new Looker(adapter.value, { outputs: card.io.outputs, run: () => Promise.resolve([given]) }).look(picture);
}

it('draws the rim around a picture anew where the one before it had another size', async () => {
  const card = tinyCard({ io });
  const adapter = adapterFor(card);
  if (!adapter.ok) throw new Error(adapter.failure.message);
  const rims: (string | undefined)[] = [];
  const noting = {
    ...adapter.value,
    preprocess: (...[frame, into, rim]: Parameters<typeof adapter.value.preprocess>) => {
      rims.push(rim);
      if (frame.width === 8) throw new RangeError('half-drawn');
      return adapter.value.preprocess(frame, into, rim);
    },
  };
  const run = () => Promise.resolve([new Float32Array(126)]);
  const looker = new Looker(noting, { outputs: card.io.outputs, run });
  for (const height of [32, 32, 16, 16, 32]) await looker.look({ ...picture, height });
  expect(rims.splice(0)).toEqual(['drawn', 'kept', 'drawn', 'kept', 'drawn']);
  await expect(looker.look({ ...picture, width: 8 })).rejects.toThrow('half-drawn');
  await looker.look(picture);
  expect(rims).toEqual(['drawn', 'drawn']);
});

it('lets go of what a network gave as soon as it was read, also where two outputs lie in one memory', async () => {
  const card = tinyCard({ io });
  const adapter = adapterFor(card);
  if (!adapter.ok) throw new Error(adapter.failure.message);
  const given: Float32Array[] = [];
  const run = () => {
    const output = new Float32Array(126);
    for (const [row, value] of [16, 16, 8, 8, 0.9].entries()) output[row * 21] = value;
    const outputs = [output, output.subarray(0, 21)];
    given.push(...outputs);
    return Promise.resolve(outputs);
  };
  const looker = new Looker(adapter.value, { outputs: [...card.io.outputs, { name: 'second', shape: [21] }], run });
  expect((await looker.look(picture)).detections).toHaveLength(1);
  expect(await looker.tryOut(picture)).toBeUndefined();
  expect(given.map(({ length }) => length)).toEqual([0, 0, 0, 0]);
});

describe('what a network gives', () => {
  it('is read where all of it are numbers', async () => {
    const output = new Float32Array(126);
    for (const [row, value] of [16, 16, 8, 8, 0.9].entries()) output[row * 21] = value;
    const sight = await lookAt(output);
    expect(sight.trouble).toBeUndefined();
    expect(sight.detections).toMatchObject([{ label: 'open', box: { x: 12, y: 12, width: 8, height: 8 } }]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'is no picture without a find but a trouble where %f is among it, wherever it lies',
    async (strange) => {
      for (const at of [0, 85, 125]) {
        const output = new Float32Array(126);
        output[at] = strange;
        const { detections, trouble } = await lookAt(output);
        expect(detections).toEqual([]);
        expect(trouble).toMatchObject({ code: 'model_refused', expected: 'finite numbers', received: String(strange) });
      }
    },
  );

  it('is a trouble where its length is not what the first run gave', async () => {
    const { trouble } = await lookAt(new Float32Array(120));
    expect(trouble?.message).toBe(
      'Output output0 of the model: expected 126 numbers, got 120. Such a frame never passes. Export the network again, at full precision, or go back to the model before.',
    );
  });

  it('is a trouble where its family finds it strange', async () => {
    const change = {
      family: 'yolo-end-to-end',
      io: { ...io, outputs: [{ name: 'boxes', shape: [1, 2, 6] }] },
    } as const;
    const { trouble, detections } = await lookAt(Float32Array.of(1, 1, 9, 9, 0.9, 7, 0, 0, 0, 0, 0, 0), {
      family: change.family,
      io: { input: io.input, outputs: [{ name: 'boxes', shape: [1, 2, 6] }] },
    });
    expect(detections).toEqual([]);
    expect(trouble).toMatchObject({ thing: 'Output boxes of the model', received: '7' });
  });

  it('is a trouble where a box that counts can be none of the picture', async () => {
    const output = new Float32Array(126);
    for (const [row, value] of [1e30, 16, 8, 8, 0.9].entries()) output[row * 21] = value;
    const { trouble, detections } = await lookAt(output);
    expect(detections).toEqual([]);
    expect(trouble).toMatchObject({
      code: 'model_refused',
      received: 'one from (1e+30, 12) to (1e+30, 20) in pixels of its input',
    });
  });

  it('is told apart number by number: one that is none is never overlooked', () => {
    const numbers = fc.array(fc.float(), { minLength: 0, maxLength: 70 });
    fc.assert(
      fc.property(numbers, (values) => {
        const trouble = unreadable([Float32Array.from(values)], [{ name: 'out', shape: [values.length] }]);
        expect(trouble === undefined).toBe(values.every(Number.isFinite));
      }),
    );
    expect(unreadable([], outputs)).toMatchObject({ received: '0' });
  });
});
