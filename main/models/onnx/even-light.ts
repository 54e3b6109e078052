import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Constant } from './graft-network.ts';
import { floats, sizes } from './graph-constants.ts';
import type { NodePiece } from './graph-pieces.ts';

/** What every picture is brought to before the network sees it, so that a lamp that ages is nothing unusual. */
const usualLight = { mean: 110, spread: 45, leastSpread: 8 };

/** How bright the picture is, of 0 to 255, at half of its size: [1, 1, height / 2, width / 2]. */
export const halfGrey = 'light/grey';
/** The mean of all of the picture, a single number. */
export const meanGrey = 'light/mean';

/** Colours, rows, columns. */
const cube = [3, 2, 2];

interface LightWish {
  readonly picture: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly preprocessing: Pick<PictureCard['preprocessing'], 'mean' | 'std'>;
}

/** Takes the mean brightness out, brings the contrast to one size, and does what the network's own preparation did. */
export function evenLight({ picture, size: { width, height }, preprocessing: { mean, std } }: LightWish) {
  const [columns, rows] = [Math.floor(width / 2), Math.floor(height / 2)];
  const isEven = 2 * columns === width && 2 * rows === height;
  const nodes = (output: string): NodePiece[] => [
    // The colours as depth: their mean and that of four neighbours are one step then, in less time than any two.
    { op: 'Reshape', inputs: [picture, 'light/asDepth'], output: 'light/depth' },
    {
      op: 'AveragePool',
      inputs: ['light/depth'],
      output: 'light/pooled',
      attributes: { kernel_shape: cube, strides: cube },
    },
    { op: 'Reshape', inputs: ['light/pooled', 'light/half'], output: halfGrey },
    // The grey leaves out the last row and column of an odd size.
    { op: 'ReduceMean', inputs: [isEven ? halfGrey : picture], output: meanGrey, attributes: { keepdims: 0 } },
    // Of all colours: a plain red part has hardly any contrast in grey.
    { op: 'ReduceSumSquare', inputs: [picture], output: 'light/squares', attributes: { keepdims: 0 } },
    { op: 'Mul', inputs: ['light/squares', 'light/share'], output: 'light/meanSquare' },
    { op: 'Mul', inputs: [meanGrey, meanGrey], output: 'light/squareMean' },
    { op: 'Sub', inputs: ['light/meanSquare', 'light/squareMean'], output: 'light/variance' },
    { op: 'Max', inputs: ['light/variance', 'light/least'], output: 'light/variances' },
    { op: 'Expand', inputs: [meanGrey, 'light/each'], output: 'light/means' },
    // Only here is each pixel changed, and once: the rest is worked out for the picture as a whole.
    {
      op: 'BatchNormalization',
      inputs: [picture, 'light/wanted', 'light/shift', 'light/means', 'light/variances'],
      output,
    },
  ];
  const constants: Constant[] = [
    sizes('light/asDepth', 1, 1, 3, height, width),
    sizes('light/half', 1, 1, rows, columns),
    // Once for each colour: what comes of it is as long without being made so.
    floats('light/share', [3], ...std.map(() => 1 / (3 * width * height))),
    floats('light/least', [1], usualLight.leastSpread ** 2),
    floats('light/wanted', [3], ...std.map((scale) => usualLight.spread / scale)),
    floats('light/shift', [3], ...std.map((scale, channel) => (usualLight.mean - (mean[channel] ?? 0)) / scale)),
    sizes('light/each', 3),
  ];
  return { nodes, constants };
}
