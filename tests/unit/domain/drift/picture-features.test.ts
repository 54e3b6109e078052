import { describe, expect, it } from 'vitest';
import { pictureFeatures } from '../../../../main/domain/drift/picture-features.ts';
import { type PixelFormat, pixelFormats } from '../../../../main/domain/frame.ts';
import { planeShapes } from '../../../../native/lib/planes.ts';
import { seededPicture } from '../../../support/random-pictures.ts';

/** A picture whose planes hold one byte each, in the order of the format. */
function flat(format: PixelFormat, bytes: readonly number[], side = 96): Parameters<typeof pictureFeatures>[0] {
  const planes = planeShapes(format, side, side).map(({ rowBytes, rows }, plane) => ({
    data: Uint8Array.from({ length: rowBytes * rows }, (_, index) =>
      format === 'yuv420p'
        ? (bytes[plane] ?? 0)
        : (bytes[(format === 'nv12' && plane === 1 ? 1 : 0) + (index % (format === 'rgb24' ? 3 : 1))] ?? 0),
    ),
    stride: rowBytes,
  }));
  return { format, width: side, height: side, planes };
}

const grey = (side: number, valueAt: (x: number, y: number) => number): Parameters<typeof pictureFeatures>[0] => ({
  format: 'gray8',
  width: side,
  height: side,
  planes: [
    { data: Uint8Array.from({ length: side * side }, (_, i) => valueAt(i % side, Math.floor(i / side))), stride: side },
  ],
});

describe('features of a picture', () => {
  it('of a flat grey one are its level and nothing else', () => {
    expect(pictureFeatures(flat('gray8', [90]))).toEqual({ brightness: 90, contrast: 0, sharpness: 0, colour: null });
  });

  it('of a chequered one are known by arithmetic', () => {
    const found = pictureFeatures(grey(66, (x, y) => ((x + y) % 2 === 0 ? 100 : 110)));
    // Each Laplacian is 40 up or down.
    expect(found).toEqual({ brightness: 105, contrast: 5, sharpness: 1600, colour: null });
  });

  it('agree with the whole picture where only some points are looked at', () => {
    const { data } = seededPicture({ format: 'gray8', width: 640, height: 640 }, 3).planes[0] ?? {
      data: new Uint8Array(),
    };
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    const found = pictureFeatures(seededPicture({ format: 'gray8', width: 640, height: 640 }, 3));
    expect(Math.abs((found?.brightness ?? 0) - mean)).toBeLessThan(4);
    // Uniform bytes: variance 65535 / 12, and (4² + 4) times that for the Laplacian.
    expect((found?.contrast ?? 0) / 73.9).toBeCloseTo(1, 1);
    expect((found?.sharpness ?? 0) / (20 * 5461)).toBeCloseTo(1, 1);
  });

  it('fall in sharpness as a picture blurs', () => {
    const sharp = grey(200, (x) => (Math.floor(x / 4) % 2 === 0 ? 40 : 200));
    const soft = grey(200, (x) => 120 + 80 * Math.sin((x * Math.PI) / 4));
    expect(pictureFeatures(soft)?.sharpness).toBeLessThan((pictureFeatures(sharp)?.sharpness ?? 0) / 4);
  });

  it('read the colour of RGB', () => {
    const found = pictureFeatures(flat('rgb24', [200, 100, 50]));
    expect(found?.colour).toEqual({ saturation: 0.75, redGreen: 100, yellowBlue: 100 });
    expect(found?.brightness).toBeCloseTo(0.299 * 200 + 0.587 * 100 + 0.114 * 50, 9);
  });

  it('read the colour of planes of luma and chroma', () => {
    // Luma 120, blueness 20 below and redness 40 above the middle: R 176, G 98, B 85.
    expect(pictureFeatures(flat('yuv420p', [120, 108, 168]))?.colour).toMatchObject({ redGreen: 78, yellowBlue: 52 });
    expect(pictureFeatures(flat('yuv420p', [120, 128, 128]))?.colour).toEqual({
      saturation: 0,
      redGreen: 0,
      yellowBlue: 0,
    });
  });

  it('are finite for every format, and do not read beyond a picture of odd size', () => {
    for (const format of pixelFormats) {
      const found = pictureFeatures(seededPicture({ format, width: 101, height: 67, extraStride: 5 }, 9));
      expect(
        Object.values(found ?? {})
          .flatMap((value) => (typeof value === 'number' ? [value] : Object.values(value ?? {})))
          .every(Number.isFinite),
      ).toBe(true);
      expect(found?.colour === null).toBe(format === 'gray8');
    }
  });

  it('are not made up where a picture is too small or lacks its planes', () => {
    expect(pictureFeatures(flat('gray8', [9], 2))).toBeUndefined();
    expect(pictureFeatures({ format: 'gray8', width: 9, height: 9, planes: [] })).toBeUndefined();
  });
});
