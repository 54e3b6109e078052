import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Shortening } from '../../domain/anomaly/whitening.ts';
import { evenLight, halfGrey, meanGrey } from './even-light.ts';
import { type Constant, graftNetwork, operatorsVersion } from './graft-network.ts';
import { floats, sizes } from './graph-constants.ts';
import type { NodePiece } from './graph-pieces.ts';
import { hasTexture, textureBank, textureChannels, textureOutput, textureStride } from './texture-bank.ts';

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
  /** Whether plain texture stands beside what the network learnt; not of pictures whose size does not come out even. */
  readonly withTexture: boolean;
}

export const pictureInput = 'picture';
export const patchOutput = 'patches';

const nothing = 'patch/nothing';
/** Operators as they are written below came with it. */
const leastOperators = 11;

const looksAtTexture = ({ withTexture, size }: PatchNetworkPlan): boolean => withTexture && hasTexture(size);

/** Maps whose numbers are compared with each other: what the network learnt to see, and plain texture. */
const groupsOf = (plan: PatchNetworkPlan): readonly (readonly FeatureMap[])[] => [
  plan.features,
  ...(looksAtTexture(plan) ? [[{ name: textureOutput, channels: textureChannels, stride: textureStride }]] : []),
];

/** So many numbers each group has of a patch, in the order in which they follow each other. */
export const groupChannels = (plan: PatchNetworkPlan): readonly number[] =>
  groupsOf(plan).map((maps) => maps.reduce((sum, { channels }) => sum + channels, 0));

interface Piece {
  readonly nodes: readonly NodePiece[];
  readonly constants: readonly Constant[];
  readonly output: string;
}

/** All numbers of each patch as they are, [1, channels, rows, columns]: what good patches are like is learnt from them. */
export function lookNetwork(plan: PatchNetworkPlan): Uint8Array | undefined {
  const maps = groupsOf(plan).flat();
  return grafted(
    plan,
    maps.map((map, place) => onGrid(map, map.name, map.channels, String(place), plan)),
  );
}

/**
 * From pixels of 0 to 255 to one short vector for each patch, [1, dimensions, rows, columns]: even light, the network up to its inner
 * maps and the texture beside it, a mean over each patch's neighbours, all maps on one grid, and each group's numbers as fewer.
 * Undefined where it cannot be made.
 */
export const patchNetwork = (plan: PatchNetworkPlan, shortenings: readonly Shortening[]): Uint8Array | undefined =>
  grafted(
    plan,
    groupsOf(plan).flatMap((maps, place) => {
      const shortening = shortenings[place];
      return shortening === undefined ? [] : [shortened(maps, shortening, `group${place}`, plan)];
    }),
  );

function grafted(plan: PatchNetworkPlan, pieces: readonly Piece[]): Uint8Array | undefined {
  const { bytes, inputName, size, features } = plan;
  if (operatorsVersion(bytes) < leastOperators) return undefined;
  const light = evenLight({ ...plan, picture: pictureInput });
  const texture = looksAtTexture(plan) ? textureBank(halfGrey, meanGrey) : { nodes: [], constants: [] };
  return graftNetwork(bytes, {
    wanted: features.map(({ name }) => name),
    input: { name: pictureInput, shape: [1, 3, size.height, size.width] },
    before: light.nodes(inputName),
    after: [
      ...texture.nodes,
      ...pieces.flatMap(({ nodes }) => nodes),
      { op: 'Concat', inputs: pieces.map(({ output }) => output), output: patchOutput, attributes: { axis: 1 } },
    ],
    constants: [
      ...light.constants,
      ...texture.constants,
      ...pieces.flatMap(({ constants }) => constants),
      // Of the ways to say a size only one is used; older operators want the others to be there.
      floats(nothing, [0]),
    ],
    output: patchOutput,
  });
}

/** A map on the grid of the first one, each cell the mean of itself and its neighbours. */
function onGrid(
  map: FeatureMap,
  input: string,
  channels: number,
  name: string,
  { size, features }: PatchNetworkPlan,
): Piece {
  const { width, height } = size;
  const [pooled, shape, output] = [`patch/pooled${name}`, `patch/shape${name}`, `patch/grid${name}`];
  const around = { kernel_shape: [3, 3], pads: [1, 1, 1, 1], strides: [1, 1] };
  const nodes: NodePiece[] = [{ op: 'AveragePool', inputs: [input], output: pooled, attributes: around }];
  const grid = features[0]?.stride ?? map.stride;
  if (grid === map.stride) return { nodes, constants: [], output: pooled };
  const attributes = { mode: 'linear', coordinate_transformation_mode: 'half_pixel' };
  nodes.push({ op: 'Resize', inputs: [pooled, nothing, nothing, shape], output, attributes });
  return { nodes, constants: [sizes(shape, 1, channels, height / grid, width / grid)], output };
}

/**
 * A group's numbers as fewer. Means, sizes and weights may change places without changing a number: with the weights first, there is
 * least to do.
 */
function shortened(
  maps: readonly FeatureMap[],
  { weights, offsets }: Shortening,
  name: string,
  plan: PatchNetworkPlan,
): Piece {
  const dimensions = offsets.length;
  const pieces = maps.map((map, place): Piece => {
    const [fewer, own] = [`patch/fewer-${name}-${place}`, `patch/weights-${name}-${place}`];
    // What belongs to all maps of the group is added once.
    const inputs = [map.name, own, ...(place === 0 ? [`patch/offsets-${name}`] : [])];
    const { nodes, constants, output } = onGrid(map, fewer, dimensions, `-${name}-${place}`, plan);
    const values = weightsOf(maps, place, weights, dimensions);
    return {
      nodes: [{ op: 'Conv', inputs, output: fewer }, ...nodes],
      constants: [{ name: own, shape: [dimensions, map.channels, 1, 1], values }, ...constants],
      output,
    };
  });
  const [only, ...others] = pieces;
  const output = others.length === 0 && only !== undefined ? only.output : `patch/${name}`;
  const sum: NodePiece = { op: 'Sum', inputs: pieces.map((piece) => piece.output), output };
  return {
    nodes: [...pieces.flatMap(({ nodes }) => nodes), ...(others.length === 0 ? [] : [sum])],
    constants: [
      ...pieces.flatMap(({ constants }) => constants),
      { name: `patch/offsets-${name}`, shape: [dimensions], values: offsets },
    ],
    output,
  };
}

/** Of each row of weights the part that is for this map: the maps' channels follow each other. */
function weightsOf(
  maps: readonly FeatureMap[],
  place: number,
  weights: Float32Array,
  dimensions: number,
): Float32Array {
  const all = weights.length / dimensions;
  const from = maps.slice(0, place).reduce((sum, map) => sum + map.channels, 0);
  const own = maps[place]?.channels ?? 0;
  return Float32Array.from(
    { length: dimensions * own },
    (_, at) => weights[Math.floor(at / own) * all + from + (at % own)] ?? 0,
  );
}
