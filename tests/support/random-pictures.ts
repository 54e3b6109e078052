import fc from 'fast-check';
import { pixelFormats } from '../../main/domain/frame.ts';
import type { Picture, Target } from '../../native/lib/picture.ts';
import { planeShapes } from '../../native/lib/planes.ts';

/** Bytes that follow from a seed: the same picture in every run, without a large value for fast-check to carry. */
export function seededBytes(length: number, seed: number): Uint8Array {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[index] = state >>> 11;
  }
  return bytes;
}

export function seededPicture(
  shape: Pick<Picture, 'format' | 'width' | 'height'> & { readonly extraStride?: number },
  seed: number,
): Picture {
  const { format, width, height, extraStride = 0 } = shape;
  const planes = planeShapes(format, width, height).map(({ rowBytes, rows }, index) => {
    const stride = rowBytes + extraStride;
    return { data: seededBytes(stride * (rows - 1) + rowBytes, seed + index), stride };
  });
  return { format, width, height, planes };
}

const side = (most: number): fc.Arbitrary<number> => fc.integer({ min: 1, max: most });
const triple = (min: number, max: number): fc.Arbitrary<readonly [number, number, number]> => {
  const one = fc.double({ min, max, noNaN: true });
  return fc.tuple(one, one, one);
};

export const anyPicture: fc.Arbitrary<Picture> = fc
  .record({
    format: fc.constantFrom(...pixelFormats),
    width: side(70),
    height: side(70),
    extraStride: fc.integer({ min: 0, max: 9 }),
    seed: fc.integer(),
    matrix: fc.constantFrom('bt601' as const, 'bt709' as const),
    range: fc.constantFrom('limited' as const, 'full' as const),
  })
  .map(({ seed, matrix, range, ...shape }) => ({ ...seededPicture(shape, seed), yuv: { matrix, range } }));

export const anyTarget: fc.Arbitrary<Target> = fc.record({
  width: side(80),
  height: side(80),
  resize: fc.constantFrom('letterbox' as const, 'letterbox-corner' as const, 'stretch' as const),
  padValue: fc.integer({ min: 0, max: 255 }),
  colour: fc.constantFrom('rgb' as const, 'bgr' as const),
  mean: fc.oneof(fc.constant([0, 0, 0] as const), triple(0, 255)),
  std: fc.oneof(fc.constant([255, 255, 255] as const), triple(1, 255)),
});
