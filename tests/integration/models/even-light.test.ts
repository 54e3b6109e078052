import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { uniform } from '../../../main/domain/bootstrap.ts';
import { evenLight } from '../../../main/models/onnx/even-light.ts';
import { graftNetwork } from '../../../main/models/onnx/graft-network.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { tinyOnnx } from '../../support/tiny-onnx.ts';

const preprocessing: Pick<PictureCard['preprocessing'], 'mean' | 'std'> = { mean: [10, 20, 30], std: [2, 4, 5] };
const square = { width: 32, height: 24 };

async function evened(pixels: Float32Array, size = square): Promise<Float32Array> {
  const shape = [1, 3, size.height, size.width];
  const through = tinyOnnx(
    [{ name: 'in', shape }],
    [{ name: 'picture', shape }],
    [{ op: 'Identity', inputs: ['in'], output: 'picture' }],
  );
  const light = evenLight({ picture: 'picture', size, preprocessing });
  const network = graftNetwork(through, {
    wanted: ['picture'],
    after: light.nodes('even'),
    constants: light.constants,
    output: 'even',
  });
  if (network === undefined) throw new Error('Expected the light to be grafted onto a network');
  const session = await InferenceSession.create(Buffer.from(network), { intraOpNumThreads: 1 });
  const { data } = (await session.run({ in: new Tensor('float32', pixels, shape) })).even ?? {};
  await session.release();
  if (!(data instanceof Float32Array)) throw new Error('Expected numbers');
  return data;
}

/** Each channel has a colour of its own, and every pixel some noise. */
function picture(colour: readonly number[], noise: number, { width, height } = square): Float32Array {
  const random = uniform(3);
  const plane = width * height;
  return Float32Array.from(
    { length: 3 * plane },
    (_, at) => (colour[Math.floor(at / plane)] ?? 0) + (random() - 0.5) * noise,
  );
}

/** The same in plain words, with levels of 0 to 255 before what the network's own preparation does. */
function plainly(pixels: Float32Array): Float32Array {
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  const variance = pixels.reduce((sum, value) => sum + value * value, 0) / pixels.length - mean * mean;
  const spread = Math.sqrt(Math.max(variance, 8 ** 2));
  return pixels.map((value, at) => {
    const channel = Math.floor(at / (pixels.length / 3));
    const level = 110 + ((value - mean) / spread) * 45;
    return (level - (preprocessing.mean[channel] ?? 0)) / (preprocessing.std[channel] ?? 1);
  });
}

const difference = (one: Float32Array, other: Float32Array): number =>
  one.reduce((most, value, at) => Math.max(most, Math.abs(value - (other[at] ?? Number.NaN))), 0);

describe('the light of a picture', () => {
  it.each([
    ['grey', [120, 120, 120], 90, square],
    ['plain', [90, 90, 90], 0, square],
    ['of colours', [200, 120, 30], 60, square],
    ['of an odd size', [140, 100, 90], 90, { width: 31, height: 23 }],
  ])('is brought to the usual where it is %s', async (_what, colour, noise, size) => {
    const pixels = picture(colour, noise, size);
    expect(difference(await evened(pixels, size), plainly(pixels))).toBeLessThan(0.01);
  });

  it('keeps a part of one colour within what a camera gives, though its grey has hardly any contrast', async () => {
    const even = await evened(picture([200, 40, 40], 4));
    const plane = square.width * square.height;
    const levels = even.map((value, at) => {
      const channel = Math.floor(at / plane);
      return value * (preprocessing.std[channel] ?? 1) + (preprocessing.mean[channel] ?? 0);
    });
    expect(Math.min(...levels)).toBeGreaterThan(0);
    expect(Math.max(...levels)).toBeLessThan(255);
  });
});
