import { join } from 'node:path';
import { tinyCard, writeModelFolder } from './model-folder.ts';
import { tinyOnnx } from './tiny-onnx.ts';

const name = 'blind';
const side = 32;
const images = { name: 'images', shape: [1, 3, side, side] };
const output = { name: 'output0', shape: [1, 1, 6] };

/** One box of no size and no score, whatever the picture. */
const network = tinyOnnx(
  [images],
  [output],
  [
    { op: 'ReduceMean', inputs: ['images'], output: 'mean' },
    { op: 'Flatten', inputs: ['mean'], output: 'flat' },
    { op: 'Mul', inputs: ['flat', 'nought'], output: 'output0' },
  ],
  { constants: [{ name: 'nought', shape: output.shape, values: new Float32Array(6) }] },
);

/**
 * Installs a detector that finds nothing and takes no time: for tests of which pictures are looked at, where a part that does
 * not pass can only owe it to its pictures. Gives its name.
 */
export function installBlindDetector(dataFolder: string): string {
  const io = { input: { name: 'images', layout: 'nchw', width: side, height: side } as const, outputs: [output] };
  writeModelFolder(
    join(dataFolder, 'models', name),
    tinyCard({ name, family: 'yolo-end-to-end', io }, network),
    network,
  );
  return name;
}
