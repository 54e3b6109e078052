import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { type Constant, graftNetwork, operatorsVersion } from './graft-network.ts';
import type { NodePiece } from './graph-pieces.ts';

/** Inner numbers of a network that describe patches of its picture. */
export interface FeatureMap {
  readonly name: string;
  readonly channels: number;
  /** Pixels of the input from one patch to the next. */
  readonly stride: number;
}

export interface PatchNetworkPlan {
  readonly bytes: Uint8Array;
  readonly inputName: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly preprocessing: Pick<PictureCard['preprocessing'], 'mean' | 'std'>;
  /** The first one gives the grid. */
  readonly features: readonly FeatureMap[];
  /** Turns the numbers of all maps into fewer: a row of weights for each that comes out. */
  readonly projection: { readonly dimensions: number; readonly weights: Float32Array };
}

export const pictureInput = 'picture';
export const patchOutput = 'patches';
export const distanceOutput = 'distances';

/** What every picture is brought to before the network sees it, so that a lamp that ages is nothing unusual. */
const usualLight = { mean: 110, spread: 45, leastSpread: 8 };
const nothing = 'patch/nothing';
/** Operators as they are written below came with it. */
const leastOperators = 11;

const floats = (name: string, shape: readonly number[], ...values: readonly number[]): Constant => ({
  name,
  shape,
  values: Float32Array.from(values),
});

const sizes = (name: string, ...values: readonly number[]): Constant => ({
  name,
  shape: [values.length],
  values: BigInt64Array.from(values, (value) => BigInt(Math.round(value))),
});

/**
 * From pixels of 0 to 255 to one vector of length one for each patch, [1, dimensions, rows, columns]: even light, the network up to
 * its inner maps, a mean over each patch's neighbours, all maps on one grid, and fewer numbers. Undefined where it cannot be made.
 */
export function patchNetwork(plan: PatchNetworkPlan): Uint8Array | undefined {
  const { bytes, inputName, size, features } = plan;
  if (operatorsVersion(bytes) < leastOperators) return undefined;
  const light = evenLight(plan);
  const maps = features.map((map, place) => onGrid(map, place, plan));
  return graftNetwork(bytes, {
    wanted: features.map(({ name }) => name),
    input: { name: pictureInput, shape: [1, 3, size.height, size.width] },
    before: light.nodes(inputName),
    after: [
      ...maps.flatMap(({ nodes }) => nodes),
      { op: 'Sum', inputs: maps.map(({ output }) => output), output: 'patch/all' },
      { op: 'LpNormalization', inputs: ['patch/all'], output: patchOutput, attributes: { axis: 1, p: 2 } },
    ],
    constants: [
      ...light.constants,
      ...maps.flatMap(({ constants }) => constants),
      // Of the ways to say a size only one is used; older operators want the others to be there.
      floats(nothing, [0]),
    ],
    output: patchOutput,
  });
}

/** Takes the mean brightness out, brings the contrast to one size, and does what the network's own preparation did. */
function evenLight({ size, preprocessing: { mean, std } }: PatchNetworkPlan) {
  const pixels = 3 * size.width * size.height;
  const nodes = (output: string): NodePiece[] => [
    { op: 'ReduceMean', inputs: [pictureInput], output: 'light/mean' },
    { op: 'ReduceSumSquare', inputs: [pictureInput], output: 'light/squares' },
    { op: 'Mul', inputs: ['light/squares', 'light/share'], output: 'light/meanSquare' },
    { op: 'Mul', inputs: ['light/mean', 'light/mean'], output: 'light/squareMean' },
    { op: 'Sub', inputs: ['light/meanSquare', 'light/squareMean'], output: 'light/variance' },
    { op: 'Max', inputs: ['light/variance', 'light/least'], output: 'light/some' },
    { op: 'Sqrt', inputs: ['light/some'], output: 'light/spread' },
    { op: 'Div', inputs: ['light/wanted', 'light/spread'], output: 'light/gain' },
    { op: 'Mul', inputs: ['light/mean', 'light/gain'], output: 'light/back' },
    { op: 'Sub', inputs: ['light/shift', 'light/back'], output: 'light/offset' },
    // Only here is each pixel touched: the rest is worked out for the picture as a whole.
    { op: 'Mul', inputs: [pictureInput, 'light/gain'], output: 'light/even' },
    { op: 'Add', inputs: ['light/even', 'light/offset'], output },
  ];
  const one = [1, 1, 1, 1];
  const each = [1, 3, 1, 1];
  const constants = [
    floats('light/share', one, 1 / pixels),
    floats('light/least', one, usualLight.leastSpread ** 2),
    floats('light/wanted', each, ...std.map((scale) => usualLight.spread / scale)),
    floats('light/shift', each, ...std.map((scale, channel) => (usualLight.mean - (mean[channel] ?? 0)) / scale)),
  ];
  return { nodes, constants };
}

/**
 * One map's share of the fewer numbers, each cell the mean of itself and its neighbours, on the grid of the first. Means, sizes and
 * weights may change places without changing a number: with the weights first, there is least to do.
 */
function onGrid({ name, channels, stride }: FeatureMap, place: number, plan: PatchNetworkPlan) {
  const { width, height } = plan.size;
  const { dimensions } = plan.projection;
  const [weights, fewer, pooled] = [`patch/weights${place}`, `patch/fewer${place}`, `patch/pooled${place}`];
  const around = { kernel_shape: [3, 3], pads: [1, 1, 1, 1], strides: [1, 1] };
  const nodes: NodePiece[] = [
    { op: 'Conv', inputs: [name, weights], output: fewer },
    { op: 'AveragePool', inputs: [fewer], output: pooled, attributes: around },
  ];
  const constants = [{ name: weights, shape: [dimensions, channels, 1, 1], values: weightsOf(place, plan) }];
  const grid = plan.features[0]?.stride ?? stride;
  if (grid === stride) return { nodes, constants, output: pooled };
  const [shape, output] = [`patch/shape${place}`, `patch/grid${place}`];
  const attributes = { mode: 'linear', coordinate_transformation_mode: 'half_pixel' };
  nodes.push({ op: 'Resize', inputs: [pooled, nothing, nothing, shape], output, attributes });
  return { nodes, constants: [...constants, sizes(shape, 1, dimensions, height / grid, width / grid)], output };
}

/** Of each row of weights the part that is for this map: the maps' channels follow each other. */
function weightsOf(place: number, { features, projection: { dimensions, weights } }: PatchNetworkPlan): Float32Array {
  const all = weights.length / dimensions;
  const from = features.slice(0, place).reduce((sum, map) => sum + map.channels, 0);
  const own = features[place]?.channels ?? 0;
  return Float32Array.from(
    { length: dimensions * own },
    (_, at) => weights[Math.floor(at / own) * all + from + (at % own)] ?? 0,
  );
}

export interface PatchMemory {
  /** One vector of length one for each remembered patch, one after the other. */
  readonly bank: Float32Array;
  readonly dimensions: number;
  readonly grid: { readonly columns: number; readonly rows: number };
}

/**
 * A patch network with its memory as its last layers: for each patch of the picture the distance to the nearest good one,
 * [1, 1, rows, columns]. A product of unit vectors is all that it takes, and the runtime makes it on all its threads.
 */
export function memoryNetwork(patches: Uint8Array, { bank, dimensions, grid }: PatchMemory): Uint8Array | undefined {
  const remembered = bank.length / dimensions;
  // As one matrix product it takes half of what a convolution with as many channels does.
  const columns = Float32Array.from(
    bank,
    (_, at) => bank[(at % remembered) * dimensions + Math.floor(at / remembered)] ?? 0,
  );
  const isNewer = operatorsVersion(patches) >= 18;
  const nearest: NodePiece = isNewer
    ? { op: 'ReduceMax', inputs: ['memory/products', 'memory/axis'], output: 'memory/nearest' }
    : { op: 'ReduceMax', inputs: ['memory/products'], output: 'memory/nearest', attributes: { axes: [1] } };
  return graftNetwork(patches, {
    wanted: [patchOutput],
    after: [
      { op: 'Reshape', inputs: [patchOutput, 'memory/flat'], output: 'memory/patches' },
      { op: 'Gemm', inputs: ['memory/patches', 'memory/bank'], output: 'memory/products', attributes: { transA: 1 } },
      nearest,
      { op: 'Mul', inputs: ['memory/nearest', 'memory/minusTwo'], output: 'memory/half' },
      { op: 'Add', inputs: ['memory/half', 'memory/two'], output: 'memory/squared' },
      // Of a patch that is remembered itself the product may be a hair above one.
      { op: 'Relu', inputs: ['memory/squared'], output: 'memory/positive' },
      { op: 'Sqrt', inputs: ['memory/positive'], output: 'memory/distances' },
      { op: 'Reshape', inputs: ['memory/distances', 'memory/grid'], output: distanceOutput },
    ],
    constants: [
      { name: 'memory/bank', shape: [dimensions, remembered], values: columns },
      sizes('memory/flat', dimensions, grid.rows * grid.columns),
      sizes('memory/grid', 1, 1, grid.rows, grid.columns),
      ...(isNewer ? [sizes('memory/axis', 1)] : []),
      floats('memory/minusTwo', [1], -2),
      floats('memory/two', [1], 2),
    ],
    output: distanceOutput,
  });
}
