import type { PlaceScale } from '../../domain/anomaly/place-scale.ts';
import { graftNetwork, operatorsVersion } from './graft-network.ts';
import { sizes } from './graph-constants.ts';
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
  const operators = operatorsVersion(patches);
  const nearest = reduction(
    { op: 'ReduceMax', input: 'memory/products', output: 'memory/nearest', axis: 1 },
    operators,
  );
  const own = reduction({ op: 'ReduceSumSquare', input: patchOutput, output: 'memory/own', axis: 1 }, operators);
  return graftNetwork(patches, {
    wanted: [patchOutput],
    after: [
      { op: 'Reshape', inputs: [patchOutput, 'memory/flat'], output: 'memory/patches' },
      { op: 'Concat', inputs: ['memory/patches', 'memory/ones'], output: 'memory/asked', attributes: { axis: 0 } },
      // As one matrix product it takes half of what a convolution with as many channels does.
      { op: 'Gemm', inputs: ['memory/asked', 'memory/bank'], output: 'memory/products', attributes: { transA: 1 } },
      nearest.node,
      own.node,
      { op: 'Reshape', inputs: ['memory/nearest', 'memory/grid'], output: 'memory/best' },
      { op: 'Sub', inputs: ['memory/own', 'memory/best'], output: 'memory/squared' },
      // Of a patch that is remembered itself the difference may be a hair below nought.
      { op: 'Relu', inputs: ['memory/squared'], output: 'memory/positive' },
      { op: 'Sqrt', inputs: ['memory/positive'], output: 'memory/plain' },
      { op: 'Mul', inputs: ['memory/plain', 'memory/gains'], output: 'memory/scaled' },
      { op: 'Add', inputs: ['memory/scaled', 'memory/offsets'], output: 'memory/placed' },
      { op: 'Relu', inputs: ['memory/placed'], output: distanceOutput },
    ],
    constants: [
      { name: 'memory/bank', shape: [dimensions + 1, remembered], values: columnsOf(bank, dimensions) },
      { name: 'memory/ones', shape: [1, cells], values: new Float32Array(cells).fill(1) },
      { name: 'memory/gains', shape: [1, 1, grid.rows, grid.columns], values: places.gains },
      { name: 'memory/offsets', shape: [1, 1, grid.rows, grid.columns], values: places.offsets },
      sizes('memory/flat', dimensions, cells),
      sizes('memory/grid', 1, 1, grid.rows, grid.columns),
      ...nearest.constants,
      ...own.constants,
    ],
    output: distanceOutput,
  });
}

/**
 * Each remembered patch as a column, twice as long, and below it less its own square: the product with a patch and a one is largest
 * for the nearest. As a bias of the product the squares would take nearly a third more: the runtime writes them to each row first.
 */
function columnsOf(bank: Float32Array, dimensions: number): Float32Array {
  const remembered = bank.length / dimensions;
  const columns = new Float32Array(bank.length + remembered);
  for (let column = 0; column < remembered; column += 1) {
    let squares = 0;
    for (let row = 0; row < dimensions; row += 1) {
      const value = bank[column * dimensions + row] ?? 0;
      columns[row * remembered + column] = 2 * value;
      squares += value * value;
    }
    columns[bank.length + column] = -squares;
  }
  return columns;
}
