import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { uniform } from '../../../main/domain/bootstrap.ts';
import { evenLight, halfGrey, meanGrey } from '../../../main/models/onnx/even-light.ts';
import { graftNetwork } from '../../../main/models/onnx/graft-network.ts';
import {
  filterSide,
  textureBank,
  textureChannels,
  textureDarkness,
  textureFilters,
  textureLevels,
  textureOutput,
  textureStride,
} from '../../../main/models/onnx/texture-bank.ts';
import { tinyOnnx } from '../../support/tiny-onnx.ts';

const size = { width: 64, height: 48 };
const [columns, rows] = [size.width / textureStride, size.height / textureStride];

async function textureOf(pixels: Float32Array): Promise<Float32Array> {
  const shape = [1, 3, size.height, size.width];
  // A bank needs a network to stand in: this one hands its picture through.
  const through = tinyOnnx(
    [{ name: 'in', shape }],
    [{ name: 'picture', shape }],
    [{ op: 'Identity', inputs: ['in'], output: 'picture' }],
  );
  const light = evenLight({ picture: 'picture', size, preprocessing: { mean: [0, 0, 0], std: [1, 1, 1] } });
  const texture = textureBank(halfGrey, meanGrey);
  const network = graftNetwork(through, {
    wanted: ['picture'],
    after: [...light.nodes('even'), ...texture.nodes],
    constants: [...light.constants, ...texture.constants],
    output: textureOutput,
  });
  if (network === undefined) throw new Error('Expected the bank to be grafted onto a network');
  const session = await InferenceSession.create(Buffer.from(network), { intraOpNumThreads: 1 });
  const { data } = (await session.run({ in: new Tensor('float32', pixels, shape) }))[textureOutput] ?? {};
  await session.release();
  if (!(data instanceof Float32Array)) throw new Error('Expected numbers from the bank');
  return data.slice();
}

function noise(seed: number): Float32Array {
  const random = uniform(seed);
  return Float32Array.from({ length: 3 * size.width * size.height }, () => 40 + random() * 150);
}

/** A picture of one number for each pixel; beside its rim it goes on as there. */
interface Plane {
  readonly width: number;
  readonly height: number;
  readonly at: (x: number, y: number) => number;
}

function planeOf(width: number, height: number, values: (x: number, y: number) => number): Plane {
  const held = (value: number, most: number): number => Math.min(most - 1, Math.max(0, value));
  return { width, height, at: (x, y) => values(held(x, width), held(y, height)) };
}

const halfOf = ({ width, height, at }: Plane): Plane =>
  planeOf(width / 2, height / 2, (x, y) => {
    const [left, top] = [2 * x, 2 * y];
    return (at(left, top) + at(left + 1, top) + at(left, top + 1) + at(left + 1, top + 1)) / 4;
  });

/** The light at each size of detail, as a share of its mean. */
function lightsOf(pixels: Float32Array): readonly Plane[] {
  const plane = size.width * size.height;
  const grey = planeOf(size.width, size.height, (x, y) => {
    const place = y * size.width + x;
    return ((pixels[place] ?? 0) + (pixels[plane + place] ?? 0) + (pixels[2 * plane + place] ?? 0)) / 3;
  });
  const mean = pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
  const half = halfOf(planeOf(size.width, size.height, (x, y) => grey.at(x, y) / (mean + textureDarkness)));
  return [half, halfOf(half), halfOf(halfOf(half))];
}

/** What the bank gives, in plain words: of one filter at one size of detail, for one patch. */
function plainly(
  light: Plane,
  filter: readonly number[],
  { step, side }: { readonly step: number; readonly side: number },
  [column, row]: readonly [number, number],
): number {
  const middle = (filterSide - 1) / 2;
  const answer = (x: number, y: number): number =>
    filter.reduce(
      (sum, weight, at) =>
        sum + weight * light.at(x + (at % filterSide) - middle, y + Math.floor(at / filterSide) - middle),
      0,
    );
  const answers = Array.from({ length: side * side }, (_, at) =>
    Math.max(0, answer((column * side + (at % side)) * step, (row * side + Math.floor(at / side)) * step)),
  );
  return answers.reduce((sum, value) => sum + value, 0) / answers.length;
}

it('gives for each patch what the filters answer to it, as a plain computation of each does', async () => {
  const pixels = noise(1);
  const texture = await textureOf(pixels);
  expect(texture).toHaveLength(textureChannels * columns * rows);
  const lights = lightsOf(pixels);
  const filters = textureFilters();
  for (const [level, { step, side }] of textureLevels.entries()) {
    for (const [place, filter] of filters.entries()) {
      const channel = level * filters.length + place;
      for (const cell of [
        [0, 0],
        [3, 2],
        [columns - 1, rows - 1],
      ] as const) {
        const number = texture[(channel * rows + cell[1]) * columns + cell[0]];
        const light = lights[level];
        if (light === undefined) throw new Error('Expected light at each size of detail');
        expect(number, `channel ${channel} at ${cell}`).toBeCloseTo(plainly(light, filter, { step, side }, cell), 5);
      }
    }
  }
});

it('changes little with the lamp, much with the texture', async () => {
  const pixels = noise(2);
  const texture = await textureOf(pixels);
  const change = async (other: Float32Array): Promise<number> => {
    const changed = await textureOf(other);
    const off = changed.reduce((sum, value, at) => sum + Math.abs(value - (texture[at] ?? 0)), 0);
    return off / texture.reduce((sum, value) => sum + value, 0);
  };
  expect(await change(pixels.map((pixel) => pixel * 1.4))).toBeLessThan(0.1);
  const mean = pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
  expect(await change(pixels.map((pixel) => mean + (pixel - mean) * 0.5))).toBeGreaterThan(0.4);
});
