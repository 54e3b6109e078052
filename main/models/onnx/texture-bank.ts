import type { Constant } from './graft-network.ts';
import { floats, sizes } from './graph-constants.ts';
import { type NodePiece, pooled } from './graph-pieces.ts';

interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const reach = 2;
export const filterSide = 2 * reach + 1;
const directions = 4;

/**
 * Sizes of detail: the picture at a half, a quarter and an eighth of its size. An answer is taken at every so many pixels of it, and a
 * patch has so many answers to a side: more cost time and tell no more.
 */
export const textureLevels = [
  { step: 2, side: 2 },
  { step: 1, side: 2 },
  { step: 1, side: 1 },
] as const;

/** [1, channels, height / stride, width / stride]. */
export const textureOutput = 'texture/maps';
export const textureStride = 8;
export const textureChannels = textureLevels.length * directions * 2 * 2;

/** Added to the mean light, of 255 levels, by which each is divided: the noise of what is nearly black is no texture. */
export const textureDarkness = 20;

/** Whether pictures of this size come out even at each size of detail. */
export const hasTexture = ({ width, height }: PictureSize): boolean =>
  width % textureStride === 0 && height % textureStride === 0;

/**
 * First and second derivatives of a bell along four directions, row by row, and the same turned over: an edge answers the one, a line or
 * a spot the other, from dark to light or from light to dark. Each has a sum of nought and a length of one. A formula made them, no
 * picture did.
 */
export function textureFilters(): readonly (readonly number[])[] {
  const upright = uprightFilters();
  return [...upright, ...upright.map((filter) => filter.map((weight) => -weight))];
}

function uprightFilters(): readonly (readonly number[])[] {
  const places = Array.from(
    { length: filterSide ** 2 },
    (_, at) => [(at % filterSide) - reach, Math.floor(at / filterSide) - reach] as const,
  );
  const shapes = [(along: number): number => -along, (along: number): number => along * along - 1];
  return Array.from({ length: directions }, (_, place) => (place * Math.PI) / directions).flatMap((angle) =>
    shapes.map((shape) => {
      const raw = places.map(
        ([x, y]) => shape(x * Math.cos(angle) + y * Math.sin(angle)) * Math.exp(-(x * x + y * y) / 2),
      );
      const mean = raw.reduce((sum, value) => sum + value, 0) / raw.length;
      const level = raw.map((value) => value - mean);
      const length = Math.hypot(...level);
      return level.map((value) => value / length);
    }),
  );
}

/**
 * From the light of a picture and its mean how rough each patch is, by direction and size of detail: what of the answers of the filters
 * is above nought, and the mean of it over the patch. A lamp that gets brighter all over makes light and mean larger alike, so its age
 * hardly counts; half in the shade a texture counts for half.
 */
export function textureBank(light: string, mean: string) {
  const filters = textureFilters();
  const lights = textureLevels.map((_, level) => `texture/light${level}`);
  const nodes: NodePiece[] = [
    { op: 'Add', inputs: [mean, 'texture/dark'], output: 'texture/some' },
    { op: 'Div', inputs: [light, 'texture/some'], output: lights[0] ?? '' },
    ...lights.slice(1).map((halved, at) => pooled(lights[at] ?? light, halved, 2)),
    ...lights.flatMap((own, level) => answersAt(level, own)),
    {
      op: 'Concat',
      inputs: textureLevels.map((_, level) => `texture/means${level}`),
      output: textureOutput,
      attributes: { axis: 1 },
    },
  ];
  const constants: Constant[] = [
    floats('texture/dark', [1], textureDarkness),
    floats('texture/filters', [filters.length, 1, filterSide, filterSide], ...filters.flat()),
    sizes('texture/rim', 0, 0, reach, reach, 0, 0, reach, reach),
  ];
  return { nodes, constants };
}

function answersAt(level: number, light: string): readonly NodePiece[] {
  const { step = 1, side = 1 } = textureLevels[level] ?? {};
  const name = (what: string): string => `texture/${what}${level}`;
  const means = name('means');
  const answers = side === 1 ? means : name('sizes');
  const attributes = { kernel_shape: [filterSide, filterSide], strides: [step, step] };
  return [
    // Its own rim goes on outside: black there would be an edge all around.
    { op: 'Pad', inputs: [light, 'texture/rim'], output: name('wide'), attributes: { mode: 'edge' } },
    { op: 'Conv', inputs: [name('wide'), 'texture/filters'], output: name('answers'), attributes },
    // Twice the filters with this take less time than their sizes would: the runtime does it while it writes the answers.
    { op: 'Relu', inputs: [name('answers')], output: answers },
    ...(side === 1 ? [] : [pooled(answers, means, side)]),
  ];
}
