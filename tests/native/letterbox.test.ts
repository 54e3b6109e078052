import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pixelFormats } from '../../main/domain/frame.ts';
import type { Picture, Target } from '../../native/lib/picture.ts';
import { letterbox } from '../../native/lib/pixels.ts';
import { letterbox as twin } from '../../native/lib/twin/letterbox.ts';
import { describeUnless } from '../support/lacks.ts';
import { anyPicture, anyTarget, seededPicture } from '../support/random-pictures.ts';
import { whyNoAddon } from '../support/why-no-addon.ts';

const plain = { resize: 'letterbox', padValue: 114, colour: 'rgb', mean: [0, 0, 0], std: [1, 1, 1] } as const;
const gray = (width: number, height: number, values: readonly number[]): Picture => ({
  width,
  height,
  format: 'gray8',
  planes: [{ data: Uint8Array.from(values), stride: width }],
});
const tensor = ({ width, height }: Pick<Target, 'width' | 'height'>): Float32Array =>
  new Float32Array(3 * width * height).fill(Number.NaN);
const largest = (one: Float32Array, other: Float32Array): number =>
  one.reduce((most, value, index) => Math.max(most, Math.abs(value - (other[index] ?? Number.NaN))), 0);

const holds = (verb: typeof letterbox | typeof twin) => {
  it('keeps a picture of the target size as it is, in all three channels', () => {
    const into = tensor({ width: 3, height: 2 });
    const transform = verb(gray(3, 2, [0, 50, 100, 150, 200, 255]), { ...plain, width: 3, height: 2 }, into);
    expect(transform).toEqual({ scaleX: 1, scaleY: 1, padX: 0, padY: 0 });
    expect([...into]).toEqual(Array.from({ length: 3 }, () => [0, 50, 100, 150, 200, 255]).flat());
  });

  it('pads both sides alike and tells where the picture lies', () => {
    const into = tensor({ width: 4, height: 4 });
    const transform = verb(gray(2, 1, [10, 20]), { ...plain, width: 4, height: 4 }, into);
    expect(transform).toEqual({ scaleX: 2, scaleY: 2, padX: 0, padY: 1 });
    const pad = [114, 114, 114, 114];
    const row = [10, 12.5, 17.5, 20];
    expect([...into.subarray(0, 16)]).toEqual([...pad, ...row, ...row, ...pad]);
  });

  it('leaves a rim that is to be kept as it is', () => {
    const into = tensor({ width: 4, height: 4 }).fill(7);
    verb(gray(2, 1, [10, 20]), { ...plain, width: 4, height: 4 }, into, 'kept');
    const row = [10, 12.5, 17.5, 20];
    expect([...into.subarray(0, 16)]).toEqual([7, 7, 7, 7, ...row, ...row, 7, 7, 7, 7]);
  });

  it('orders the channels as asked and takes mean and std by channel of the tensor', () => {
    const picture: Picture = {
      width: 1,
      height: 1,
      format: 'rgb24',
      planes: [{ data: Uint8Array.of(10, 20, 30), stride: 3 }],
    };
    const target: Target = { ...plain, width: 1, height: 1, colour: 'bgr', mean: [10, 10, 10], std: [2, 5, 10] };
    const into = tensor(target);
    verb(picture, target, into);
    expect([...into]).toEqual([10, 2, 0]);
  });

  it.each([
    ['white', 235, 128, 128, [255, 255, 255]],
    ['black', 16, 128, 128, [0, 0, 0]],
    ['red', 81, 90, 240, [254, 0, 0]],
    ['blue', 41, 240, 110, [0, 0, 255]],
  ])('reads %s from limited-range luma and chroma', (_colour, y, u, v, rgb) => {
    const plane = (value: number, count: number) => ({ data: new Uint8Array(count).fill(value), stride: count / 2 });
    const picture: Picture = {
      width: 4,
      height: 2,
      format: 'yuv420p',
      planes: [plane(y, 8), { data: Uint8Array.of(u, u), stride: 2 }, { data: Uint8Array.of(v, v), stride: 2 }],
    };
    const into = tensor({ width: 4, height: 2 });
    verb(picture, { ...plain, width: 4, height: 2 }, into);
    expect([into[0], into[8], into[16]].map((value) => Math.round(value ?? Number.NaN))).toEqual(rgb);
  });
};
describeUnless(whyNoAddon)('letterbox, native', () => holds(letterbox));
describe('letterbox, twin', () => holds(twin));

describeUnless(whyNoAddon)('the native letterbox beside its twin', () => {
  it('agrees within a two-hundredth of a grey level on any picture and target', () => {
    fc.assert(
      fc.property(anyPicture, anyTarget, (picture, target) => {
        const [ours, theirs] = [tensor(target), tensor(target)];
        expect(letterbox(picture, target, ours)).toEqual(twin(picture, target, theirs));
        const smallest = Math.min(...target.std);
        expect(largest(ours, theirs) * smallest).toBeLessThan(0.005);
      }),
      { numRuns: 400 },
    );
  });

  it.each(pixelFormats)('agrees on %s of camera size, scaled down and not scaled', (format) => {
    for (const size of [
      { width: 640, height: 480 },
      { width: 320, height: 320 },
    ]) {
      const picture = seededPicture({ format, width: 640, height: 480, extraStride: 64 }, 7);
      const target: Target = { ...plain, ...size };
      const [ours, theirs] = [tensor(target), tensor(target)];
      letterbox(picture, target, ours);
      twin(picture, target, theirs);
      expect(largest(ours, theirs)).toBeLessThan(0.005);
    }
  });
});

describe('a rim that stands', () => {
  it('is what would be drawn around the next picture of that size', () => {
    fc.assert(
      fc.property(anyPicture, anyTarget, fc.integer(), (picture, target, seed) => {
        const next = seededPicture(picture, seed);
        const [kept, drawn] = [tensor(target), tensor(target)];
        letterbox(picture, target, kept);
        letterbox(next, target, kept, 'kept');
        letterbox(next, target, drawn);
        expect(kept).toEqual(drawn);
      }),
      { numRuns: 200 },
    );
  });
});

describe('what letterbox refuses', () => {
  const picture = gray(
    4,
    4,
    Array.from({ length: 16 }, () => 1),
  );
  const target: Target = { ...plain, width: 4, height: 4 };
  const into = new Float32Array(48);

  it.each<[string, Picture, Target, Float32Array]>([
    ['Expected picture.width to be a whole number from 1 to 16384, got 0', { ...picture, width: 0 }, target, into],
    ['Expected picture.planes to be 3 planes for yuv420p, got 1', { ...picture, format: 'yuv420p' }, target, into],
    ['Expected picture.planes[0].stride to be at least 5 bytes a row, got 4', { ...picture, width: 5 }, target, into],
    [
      'Expected picture.planes[0].data to be a Uint8Array of at least 20 bytes, got Uint8Array of 16 bytes',
      { ...picture, height: 5 },
      target,
      into,
    ],
    [
      'Expected target.padValue to be a number from 0 to 255, got NaN',
      picture,
      { ...target, padValue: Number.NaN },
      into,
    ],
    [
      'Expected target.std to be three numbers that are not 0, got [1, 0, 1]',
      picture,
      { ...target, std: [1, 0, 1] },
      into,
    ],
    [
      'Expected into to be a Float32Array of 48 numbers, got Float32Array of 8 bytes',
      picture,
      target,
      new Float32Array(2),
    ],
  ])('%s', (message, badPicture, badTarget, badInto) => {
    expect(() => letterbox(badPicture, badTarget, badInto)).toThrow(message);
  });
});
