import type { PlaceScale } from '../../domain/anomaly/place-scale.ts';
import { graftNetwork, operatorsVersion } from './graft-network.ts';
import { floats, sizes } from './graph-constants.ts';
import { patchOutput } from './patch-network.ts';
import { reduction } from './reduction.ts';

export const distanceOutput = 'distances';

export interface PatchMemory {
  /** One vector for each remembered patch, one after the other. */
  readonly bank: Float32Array;
  readonly dimensions: number;
  readonly grid: { readonly columns: number; readonly rows: number };
  readonly places: PlaceScale;
}

/**
 * A patch network with its memory as its last layers: for each patch of the picture the distance to the nearest good one, on the
 * scale of its place, [1, 1, rows, columns]. One matrix product is most of it, and the runtime makes it on all its threads.
 */
export function memoryNetwork(patches: Uint8Array, memory: PatchMemory): Uint8Array | undefined {
  const { bank, dimensions, grid, places } = memory;
  const remembered = bank.length / dimensions;
  const cells = grid.rows * grid.columns;
  // As one matrix product it takes half of what a convolution with as many channels does.
  const columns = Float32Array.from(
    bank,
    (_, at) => bank[(at % remembered) * dimensions + Math.floor(at / remembered)] ?? 0,
  );
  const operators = operatorsVersion(patches);
  const nearest = reduction(
    { op: 'ReduceMax', input: 'memory/products', output: 'memory/nearest', axis: 1 },
    operators,
  );
  const own = reduction(
    { op: 'ReduceSumSquare', input: 'memory/patches', output: 'memory/lengths', axis: 0 },
    operators,
  );
  return graftNetwork(patches, {
    wanted: [patchOutput],
    after: [
      { op: 'Reshape', inputs: [patchOutput, 'memory/flat'], output: 'memory/patches' },
      // The nearest one has the largest product less half of its own square.
      {
        op: 'Gemm',
        inputs: ['memory/patches', 'memory/bank', 'memory/halves'],
        output: 'memory/products',
        attributes: { transA: 1 },
      },
      nearest.node,
      own.node,
      { op: 'Reshape', inputs: ['memory/nearest', 'memory/grid'], output: 'memory/best' },
      { op: 'Reshape', inputs: ['memory/lengths', 'memory/grid'], output: 'memory/own' },
      { op: 'Mul', inputs: ['memory/best', 'memory/two'], output: 'memory/double' },
      { op: 'Sub', inputs: ['memory/own', 'memory/double'], output: 'memory/squared' },
      // Of a patch that is remembered itself the difference may be a hair below nought.
      { op: 'Relu', inputs: ['memory/squared'], output: 'memory/positive' },
      { op: 'Sqrt', inputs: ['memory/positive'], output: 'memory/plain' },
      { op: 'Mul', inputs: ['memory/plain', 'memory/gains'], output: 'memory/scaled' },
      { op: 'Add', inputs: ['memory/scaled', 'memory/offsets'], output: 'memory/placed' },
      { op: 'Relu', inputs: ['memory/placed'], output: distanceOutput },
    ],
    constants: [
      { name: 'memory/bank', shape: [dimensions, remembered], values: columns },
      { name: 'memory/halves', shape: [remembered], values: halfSquares(bank, dimensions) },
      { name: 'memory/gains', shape: [1, 1, grid.rows, grid.columns], values: places.gains },
      { name: 'memory/offsets', shape: [1, 1, grid.rows, grid.columns], values: places.offsets },
      sizes('memory/flat', dimensions, cells),
      sizes('memory/grid', 1, 1, grid.rows, grid.columns),
      floats('memory/two', [1], 2),
      ...nearest.constants,
      ...own.constants,
    ],
    output: distanceOutput,
  });
}

/** Of each remembered patch half its square, to be taken from the product. */
function halfSquares(bank: Float32Array, dimensions: number): Float32Array {
  return Float32Array.from({ length: bank.length / dimensions }, (_, place) => {
    let sum = 0;
    for (const value of bank.subarray(place * dimensions, (place + 1) * dimensions)) sum += value * value;
    return -sum / 2;
  });
}
