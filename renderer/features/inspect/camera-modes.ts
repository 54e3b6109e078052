import type { CameraMode } from '../../../preload/contract/sources.ts';

/** What is picked of a camera's modes, as it stands in the fields; empty where the camera names none. */
export interface ModePick {
  readonly size: string;
  readonly rate: string;
  readonly pixelFormat: string;
}

const noPick: ModePick = { size: '', rate: '', pixelFormat: '' };

/** Offered between a camera's slowest and fastest; it goes to the nearest that it has. */
const usualRates = [60, 30, 25, 20, 15, 10, 5];
/** More pixels than a network of 640 has use for cost the processor more than they show. */
const enoughPixels = 1280 * 720;
/** Slower than this, and parts pass between two pictures. */
const enoughRate = 15;
const usualRate = 30;

const sizeOf = ({ width, height }: CameraMode): string => `${width}x${height}`;
const pixelsOf = ({ width, height }: CameraMode): number => width * height;
const isCompressed = (pixelFormat: string): boolean => pixelFormat === 'mjpeg';
const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Largest first. */
export const sizesOf = (modes: readonly CameraMode[]): string[] =>
  distinct(modes.toSorted((a, b) => pixelsOf(b) - pixelsOf(a)).map(sizeOf));

const ratesOfMode = ({ leastFps, mostFps }: CameraMode): number[] => [
  mostFps,
  ...usualRates.filter((rate) => rate >= leastFps && rate < mostFps),
];

/** Fastest first, of a size. */
export const ratesOf = (modes: readonly CameraMode[], size: string): string[] => {
  const rates = modes.filter((mode) => sizeOf(mode) === size).flatMap(ratesOfMode);
  return distinct(rates.toSorted((a, b) => b - a).map(String));
};

/** Of a size at a rate; what is not compressed comes first, as nothing of it is lost. */
export const pixelFormatsOf = (modes: readonly CameraMode[], size: string, rate: string): string[] => {
  const able = modes.filter((mode) => sizeOf(mode) === size && ratesOfMode(mode).map(String).includes(rate));
  const formats = distinct(able.map(({ pixelFormat }) => pixelFormat));
  return formats.toSorted((a, b) => Number(isCompressed(a)) - Number(isCompressed(b)));
};

/** Keeps as much of a pick as the camera can do together, what was picked first before what came after. */
export function settledPick(modes: readonly CameraMode[], wanted: Partial<ModePick>): ModePick {
  const size = kept(sizesOf(modes), wanted.size) ?? bestSize(modes);
  if (size === undefined) return noPick;
  const rates = ratesOf(modes, size);
  const rate = kept(rates, wanted.rate) ?? rates.find((rate) => Number(rate) <= usualRate) ?? rates.at(-1) ?? '';
  const formats = pixelFormatsOf(modes, size, rate);
  return { size, rate, pixelFormat: kept(formats, wanted.pixelFormat) ?? formats[0] ?? '' };
}

const kept = (options: readonly string[], wanted: string | undefined): string | undefined =>
  options.find((option) => option === wanted);

function bestSize(modes: readonly CameraMode[]): string | undefined {
  const quick = modes.filter(({ mostFps }) => mostFps >= enoughRate);
  const sizes = (quick.length > 0 ? quick : modes).toSorted((a, b) => pixelsOf(b) - pixelsOf(a));
  const best = sizes.find((mode) => pixelsOf(mode) <= enoughPixels) ?? sizes.at(-1);
  return best === undefined ? undefined : sizeOf(best);
}
