import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PictureOfFrame } from '../../../main/vision/families/family.ts';
import { JpegEncoder, viewQuality } from '../../../main/vision/jpeg.ts';

const width = 37;
const height = 21;
const half = { width: 19, height: 11 };

const plane = (rowBytes: number, rows: number, ...pattern: readonly number[]) => ({
  data: Uint8Array.from({ length: rowBytes * rows }, (_, at) => pattern[at % pattern.length] ?? 0),
  stride: rowBytes,
});

/** The same orange in every format, as studio-range BT.601 where it is YUV. */
const orange: readonly [string, PictureOfFrame, readonly number[]][] = [
  ['gray8', { width, height, format: 'gray8', planes: [plane(width, height, 140)] }, [140, 140, 140]],
  ['rgb24', { width, height, format: 'rgb24', planes: [plane(width * 3, height, 230, 120, 40)] }, [230, 120, 40]],
  [
    'yuv420p',
    {
      width,
      height,
      format: 'yuv420p',
      planes: [plane(width, height, 138), plane(half.width, half.height, 78), plane(half.width, half.height, 181)],
    },
    [227, 117, 41],
  ],
  [
    'nv12',
    { width, height, format: 'nv12', planes: [plane(width, height, 138), plane(half.width * 2, half.height, 78, 181)] },
    [227, 117, 41],
  ],
  [
    'yuyv422',
    { width, height, format: 'yuyv422', planes: [plane(half.width * 4, height, 138, 78, 138, 181)] },
    [227, 117, 41],
  ],
  [
    'full-range nv12',
    {
      width,
      height,
      format: 'nv12',
      planes: [plane(width, height, 143), plane(half.width * 2, half.height, 70, 188)],
      yuv: { matrix: 'bt601', range: 'full' },
    },
    [227, 120, 40],
  ],
  [
    'BT.709 yuv420p',
    {
      width,
      height,
      format: 'yuv420p',
      planes: [plane(width, height, 150), plane(half.width, half.height, 90), plane(half.width, half.height, 170)],
      yuv: { matrix: 'bt709', range: 'limited' },
    },
    [231, 142, 76],
  ],
];

describe('a picture for viewers', () => {
  it.each(orange)('has the colours of a %s frame', async (_format, picture, colour) => {
    const encoder = new JpegEncoder(viewQuality);
    onTestFinished(() => encoder.close());
    const jpeg = await encoder.encode(picture);
    const { data, info } = await sharp(jpeg).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([width, height]);
    for (const [channel, expected] of colour.entries()) {
      const value = data[info.channels === 1 ? 0 : channel] ?? -1;
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(8);
    }
  });

  it('follows a source that changes its size', async () => {
    const encoder = new JpegEncoder(viewQuality);
    onTestFinished(() => encoder.close());
    for (const size of [32, 64]) {
      const planes = [plane(size, size, 99), plane(size / 2, size / 2, 128), plane(size / 2, size / 2, 128)];
      const jpeg = await encoder.encode({ width: size, height: size, format: 'yuv420p', planes });
      expect((await sharp(jpeg).metadata()).width).toBe(size);
    }
  });
});
