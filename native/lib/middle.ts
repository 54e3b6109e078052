import type { Picture } from './picture.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A part of a picture, which shares its pixels, and where it begins. */
export interface CutPicture {
  readonly picture: Picture;
  readonly x: number;
  readonly y: number;
}

/** The largest part in the middle of a picture that has the shape of the target. */
export function middleOf(picture: Picture, target: Size): CutPicture {
  const scale = Math.max(target.width / picture.width, target.height / picture.height);
  const width = Math.min(picture.width, Math.max(1, Math.round(target.width / scale)));
  const height = Math.min(picture.height, Math.max(1, Math.round(target.height / scale)));
  // On an even pixel, where a chroma sample begins too.
  const x = ((picture.width - width) >> 2) << 1;
  const y = ((picture.height - height) >> 2) << 1;
  const planes = picture.planes.map(({ data, stride }, index) => ({
    data: data.subarray(offsetOf(picture.format, index, stride, x, y)),
    stride,
  }));
  return { picture: { ...picture, width, height, planes }, x, y };
}

/** Bytes from the first one of a plane to the pixel at x and y, both even. */
function offsetOf(format: Picture['format'], plane: number, stride: number, x: number, y: number): number {
  const half = (y / 2) * stride;
  switch (format) {
    case 'gray8':
      return y * stride + x;
    case 'rgb24':
      return y * stride + 3 * x;
    case 'yuyv422':
      return y * stride + 2 * x;
    case 'nv12':
      return plane === 0 ? y * stride + x : half + x;
    case 'yuv420p':
      return plane === 0 ? y * stride + x : half + x / 2;
  }
}
