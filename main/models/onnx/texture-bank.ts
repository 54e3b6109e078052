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
export const textureChannels = textureLevels.length * directions * 2;

/** Added to the light, of 255 levels, by which answers are divided: the noise of what is nearly black is no texture. */
export const textureDarkness = 20;

/** Whether pictures of this size come out even at each size of detail. */
export const hasTexture = ({ width, height }: PictureSize): boolean =>
  width % textureStride === 0 && height % textureStride === 0;

/**
 * First and second derivatives of a bell along four directions, row by row: an edge answers the one, a line or a spot the other. Each
 * has a sum of nought and a length of one. A formula made them, no picture did.
 */
export function textureFilters(): readonly (readonly number[])[] {
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
 * From light of 0 to 255, at half of the picture's size, how rough each patch is, by direction and size of detail: the size of what the
 * filters answer, its mean over the patch, as a share of the patch's light. A lamp that is twice as bright makes both twice as large,
 * and the filters see differences alone: neither its age nor a slow shadow counts.
 */
export function textureBank(light: string) {
  const filters = textureFilters();
  const lights = textureLevels.map((_, level) => (level === 0 ? light : `texture/light${level}`));
  const nodes: NodePiece[] = [
    ...lights.slice(1).map((halved, at) => pooled(lights[at] ?? light, halved, 2)),
    ...lights.flatMap((own, level) => answersAt(level, own)),
    {
      op: 'Concat',
      inputs: textureLevels.map((_, level) => `texture/means${level}`),
      output: 'texture/means',
      attributes: { axis: 1 },
    },
    // The coarsest light has one number for each patch.
    { op: 'Add', inputs: [lights.at(-1) ?? light, 'texture/dark'], output: 'texture/some' },
    { op: 'Div', inputs: ['texture/means', 'texture/some'], output: textureOutput },
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
    { op: 'Abs', inputs: [name('answers')], output: answers },
    ...(side === 1 ? [] : [pooled(answers, means, side)]),
  ];
}
