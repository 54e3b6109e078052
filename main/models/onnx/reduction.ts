import type { Constant } from './graft-network.ts';
import { sizes } from './graph-constants.ts';
import type { NodePiece } from './graph-pieces.ts';

export interface ReductionWish {
  readonly op: 'ReduceMax' | 'ReduceSumSquare';
  readonly input: string;
  readonly output: string;
  readonly axis: number;
}

/** From this version of the operators on an axis is an input of the node, before it is written into it. */
const axesAsInput = 18;

/** One number for all along an axis, which stays with a size of one. */
export function reduction({ op, input, output, axis }: ReductionWish, operators: number) {
  const axes = `${output}/axes`;
  const isNewer = operators >= axesAsInput;
  const node: NodePiece = isNewer
    ? { op, inputs: [input, axes], output }
    : { op, inputs: [input], output, attributes: { axes: [axis] } };
  const constants: readonly Constant[] = isNewer ? [sizes(axes, axis)] : [];
  return { node, constants };
}
