import type { Plane } from '../../../main/domain/frame.ts';
import { type Picture, place, type Rim, type Target, type Transform } from '../picture.ts';
import { type YuvConversion, yuvConversion } from '../yuv.ts';

/** What `letterbox` in native/src does, said plainly: the tests hold the two against each other. */
export function letterbox(picture: Picture, target: Target, into: Float32Array, rim: Rim = 'drawn'): Transform {
  const { innerWidth, innerHeight, transform } = place(picture, target);
  const area = target.width * target.height;
  for (let channel = 0; channel < 3 && rim === 'drawn'; channel += 1) {
    into.fill(normalise(target, channel, target.padValue), area * channel, area * (channel + 1));
  }
  const read = colourReader(picture, innerWidth, innerHeight);
  const rgb = new Float64Array(3);
  for (let y = 0; y < innerHeight; y += 1) {
    const row = (transform.padY + y) * target.width + transform.padX;
    for (let x = 0; x < innerWidth; x += 1) {
      read(x, y, rgb);
      for (let channel = 0; channel < 3; channel += 1) {
        const value = rgb[target.colour === 'bgr' ? 2 - channel : channel] ?? 0;
        into[area * channel + row + x] = normalise(target, channel, value);
      }
    }
  }
  return transform;
}

const normalise = ({ mean, std }: Target, channel: number, value: number): number =>
  (value - (mean[channel] ?? 0)) / (std[channel] ?? 1);

type ReadColour = (x: number, y: number, rgb: Float64Array) => void;

function colourReader(picture: Picture, innerWidth: number, innerHeight: number): ReadColour {
  const { width, height, format, planes } = picture;
  const [first, second, third] = planes;
  if (first === undefined) throw new RangeError('Expected picture.planes to hold a plane, got none');
  const rows = axis(height, innerHeight, height, 1);
  const columns = axis(width, innerWidth, width, 1);
  const halfRows = axis(Math.ceil(height / 2), innerHeight, height, 2);
  const halfColumns = axis(Math.ceil(width / 2), innerWidth, width, 2);
  const conversion = yuvConversion(picture.yuv);
  switch (format) {
    case 'gray8':
      return (x, y, rgb) => rgb.fill(sample(first, columns, x, rows, y, 1, 0));
    case 'rgb24':
      return (x, y, rgb) => {
        for (let channel = 0; channel < 3; channel += 1) rgb[channel] = sample(first, columns, x, rows, y, 3, channel);
      };
    case 'yuyv422':
      return (x, y, rgb) => {
        const u = sample(first, halfColumns, x, rows, y, 4, 1);
        const v = sample(first, halfColumns, x, rows, y, 4, 3);
        toRgb(conversion, sample(first, columns, x, rows, y, 2, 0), u, v, rgb);
      };
    case 'nv12':
    case 'yuv420p': {
      const cb = second ?? first;
      const cr = third ?? cb;
      const step = format === 'nv12' ? 2 : 1;
      return (x, y, rgb) => {
        const u = sample(cb, halfColumns, x, halfRows, y, step, 0);
        const v = sample(cr, halfColumns, x, halfRows, y, step, step - 1);
        toRgb(conversion, sample(first, columns, x, rows, y, 1, 0), u, v, rgb);
      };
    }
  }
}

interface Axis {
  readonly at: Int32Array;
  readonly weight: Float64Array;
  readonly last: number;
}

/** Where each target position lies among `length` samples that cover `pixels` in steps of `spread`. */
function axis(length: number, target: number, pixels: number, spread: number): Axis {
  const at = new Int32Array(target);
  const weight = new Float64Array(target);
  for (let index = 0; index < target; index += 1) {
    const place = ((index + 0.5) * pixels) / target / spread - 0.5;
    const inside = Math.min(Math.max(place, 0), length - 1);
    at[index] = Math.floor(inside);
    weight[index] = inside - Math.floor(inside);
  }
  return { at, weight, last: length - 1 };
}

function sample(
  { data, stride }: Plane,
  columns: Axis,
  x: number,
  rows: Axis,
  y: number,
  step: number,
  offset: number,
): number {
  const left = columns.at[x] ?? 0;
  const right = Math.min(left + 1, columns.last) * step + offset;
  const top = rows.at[y] ?? 0;
  const upper = top * stride;
  const lower = Math.min(top + 1, rows.last) * stride;
  const across = columns.weight[x] ?? 0;
  const from = left * step + offset;
  const above = mix(data[upper + from] ?? 0, data[upper + right] ?? 0, across);
  const below = mix(data[lower + from] ?? 0, data[lower + right] ?? 0, across);
  return mix(above, below, rows.weight[y] ?? 0);
}

const mix = (from: number, to: number, weight: number): number => from + (to - from) * weight;

const within = (value: number): number => Math.min(Math.max(value, 0), 255);

function toRgb(by: YuvConversion, y: number, u: number, v: number, rgb: Float64Array): void {
  const luma = (y - by.lumaOffset) * by.lumaGain;
  rgb[0] = within(luma + (v - 128) * by.redV);
  rgb[1] = within(luma + (u - 128) * by.greenU + (v - 128) * by.greenV);
  rgb[2] = within(luma + (u - 128) * by.blueU);
}
