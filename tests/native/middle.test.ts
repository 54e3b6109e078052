import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { middleOf } from '../../native/lib/middle.ts';
import type { Target } from '../../native/lib/picture.ts';
import { letterbox } from '../../native/lib/pixels.ts';
import { anyPicture, anyTarget } from '../support/random-pictures.ts';

const target: Target = {
  width: 4,
  height: 4,
  resize: 'crop',
  padValue: 0,
  colour: 'rgb',
  mean: [0, 0, 0],
  std: [1, 1, 1],
};

describe('the middle of a picture', () => {
  it('fills the target, and the transform says where it lies', () => {
    const data = Uint8Array.from({ length: 32 }, (_, index) => index % 8);
    const into = new Float32Array(48);
    const transform = letterbox({ width: 8, height: 4, format: 'gray8', planes: [{ data, stride: 8 }] }, target, into);
    expect(transform).toEqual({ scaleX: 1, scaleY: 1, padX: -2, padY: -0 });
    expect([...into.subarray(0, 4)]).toEqual([2, 3, 4, 5]);
  });

  it('has the shape of the target, lies within the picture, and is read without a step beyond its planes', () => {
    fc.assert(
      fc.property(anyPicture, anyTarget, (picture, wanted) => {
        const { picture: cut, x, y } = middleOf(picture, wanted);
        expect(x + cut.width).toBeLessThanOrEqual(picture.width);
        expect(y + cut.height).toBeLessThanOrEqual(picture.height);
        const isWhole = cut.width === picture.width || cut.height === picture.height;
        expect(isWhole).toBe(true);
        const into = new Float32Array(3 * wanted.width * wanted.height);
        letterbox(picture, { ...wanted, resize: 'crop' }, into);
        const same = new Float32Array(into.length);
        letterbox(cut, { ...wanted, resize: 'stretch' }, same);
        expect(into).toEqual(same);
      }),
      { numRuns: 300 },
    );
  });

  it('shows the same pixels in each format that a camera may give', () => {
    const [width, height] = [20, 8];
    const luma = Uint8Array.from({ length: width * height }, (_, index) => 16 + (index % width) * 10);
    const grey = (count: number) => new Uint8Array(count).fill(128);
    const yuyv = Uint8Array.from({ length: width * height * 2 }, (_, at) => (at % 2 === 0 ? (luma[at / 2] ?? 0) : 128));
    const half = { data: grey(40), stride: 10 };
    const pictures = [
      { format: 'yuv420p', planes: [{ data: luma, stride: width }, half, half] },
      {
        format: 'nv12',
        planes: [
          { data: luma, stride: width },
          { data: grey(80), stride: 20 },
        ],
      },
      { format: 'yuyv422', planes: [{ data: yuyv, stride: width * 2 }] },
    ] as const;
    const seen = pictures.map((picture) => {
      const into = new Float32Array(3 * 64);
      letterbox({ width, height, ...picture }, { ...target, width: 8, height: 8 }, into);
      return into;
    });
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(seen[0]?.[0]).toBeCloseTo(((luma[6] ?? 0) - 16) * (255 / 219), 0);
  });
});
