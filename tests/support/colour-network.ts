import { type TinyNode, tinyOnnx } from './tiny-onnx.ts';

const side = 32;

function named(...nodes: readonly TinyNode[]): Uint8Array {
  return tinyOnnx(
    [{ name: 'images', shape: [1, 3, side, side] }],
    [{ name: 'output0', shape: [1, 3] }],
    [
      { op: 'GlobalAveragePool', inputs: ['images'], output: 'mean' },
      ...nodes,
      { op: 'Flatten', inputs: ['scaled'], output: 'flat' },
      { op: 'Softmax', inputs: ['flat'], output: 'output0' },
    ],
    { metadata: { task: 'classify', imgsz: `[${side}, ${side}]` } },
  );
}

/** A classifier without weights: how red, green and blue a picture is. Its exporter forgot the labels. */
export const tellsColours = named({ op: 'Identity', inputs: ['mean'], output: 'scaled' });

/** The same sum for any picture, and no number for one that is black: nought by nought. */
export const failsOnBlack = named({ op: 'Div', inputs: ['mean', 'mean'], output: 'scaled' });

/**
 * One thing that is sure, of whatever picture, as networks that suppress by themselves tell it; only in a black one it lies in the
 * picture, else further away the brighter it is.
 */
export const straysInLight = tinyOnnx(
  [{ name: 'images', shape: [1, 3, side, side] }],
  [{ name: 'output0', shape: [1, 1, 6] }],
  [
    { op: 'ReduceMean', inputs: ['images'], output: 'mean' },
    { op: 'Flatten', inputs: ['mean'], output: 'flat' },
    { op: 'Mul', inputs: ['flat', 'way'], output: 'moved' },
    { op: 'Add', inputs: ['moved', 'thing'], output: 'output0' },
  ],
  {
    constants: [
      { name: 'way', shape: [1, 1, 6], values: Float32Array.of(1e30, 0, 1e30, 0, 0, 0) },
      { name: 'thing', shape: [1, 1, 6], values: Float32Array.of(8, 8, 24, 24, 0.9, 1) },
    ],
  },
);
