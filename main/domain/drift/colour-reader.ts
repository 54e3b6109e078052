import { assertNever } from '../assert-never.ts';
import type { Frame, Plane } from '../frame.ts';

/** Red, green and blue of one pixel in one number: 0xRRGGBB. */
export type ColourReader = (x: number, y: number) => number;

const clamped = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value | 0);

/** BT.601 over the full range: which matrix a camera means does not matter to what changes against its own past. */
function packed(luma: number, u: number, v: number): number {
  const [blueness, redness] = [u - 128, v - 128];
  const r = clamped(luma + 1.402 * redness + 0.5);
  const g = clamped(luma - 0.344 * blueness - 0.714 * redness + 0.5);
  const b = clamped(luma + 1.772 * blueness + 0.5);
  return (r << 16) | (g << 8) | b;
}

function rgbReader({ data, stride }: Plane): ColourReader {
  return (x, y) => {
    const at = y * stride + x * 3;
    return ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
  };
}

function planarReader(luma: Plane, u: Plane, v: Plane): ColourReader {
  return (x, y) => {
    const at = (y >> 1) * u.stride + (x >> 1);
    const atV = (y >> 1) * v.stride + (x >> 1);
    return packed(luma.data[y * luma.stride + x] ?? 0, u.data[at] ?? 128, v.data[atV] ?? 128);
  };
}

function pairedReader(luma: Plane, pairs: Plane): ColourReader {
  return (x, y) => {
    const at = (y >> 1) * pairs.stride + (x & ~1);
    return packed(luma.data[y * luma.stride + x] ?? 0, pairs.data[at] ?? 128, pairs.data[at + 1] ?? 128);
  };
}

function interleavedReader({ data, stride }: Plane): ColourReader {
  return (x, y) => {
    const pair = y * stride + (x >> 1) * 4;
    return packed(data[y * stride + x * 2] ?? 0, data[pair + 1] ?? 128, data[pair + 3] ?? 128);
  };
}

/** Undefined for a grey picture, and for one that lacks a plane. */
export function colourReader({ format, planes }: Pick<Frame, 'format' | 'planes'>): ColourReader | undefined {
  const [first, second, third] = planes;
  switch (format) {
    case 'gray8':
      return undefined;
    case 'rgb24':
      return first && rgbReader(first);
    case 'yuyv422':
      return first && interleavedReader(first);
    case 'nv12':
      return first && second && pairedReader(first, second);
    case 'yuv420p':
      return first && second && third && planarReader(first, second, third);
    default:
      return assertNever(format);
  }
}
