import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PictureCard } from '../../preload/contract/model-card.ts';
import { cocoLabels } from './coco-labels.ts';
import { tinyCard } from './model-folder.ts';

type Change = Partial<Omit<PictureCard, 'io'>> & { readonly side: number } & {
  readonly input: string;
  readonly outputs: readonly (readonly [name: string, shape: readonly number[]])[];
};

const usual: PictureCard['preprocessing'] = {
  resize: 'letterbox',
  padValue: 114,
  colour: 'rgb',
  mean: [0, 0, 0],
  std: [255, 255, 255],
};

/** Networks of others, by their file, as their cards would say. */
export const publicModels: Readonly<Record<string, Change>> = {
  'det_yolov8n_coco_640_int8.onnx': {
    family: 'yolo-v8',
    side: 640,
    input: 'images',
    outputs: [['output0', [1, 84, 8_400]]],
    preprocessing: usual,
  },
  'det_yolo11n_coco_320_int8.onnx': {
    family: 'yolo-v8',
    side: 320,
    input: 'images',
    outputs: [['output0', [1, 84, 2_100]]],
    preprocessing: usual,
  },
  'det_yolox_nano_coco_416.onnx': {
    family: 'yolox',
    side: 416,
    input: 'images',
    outputs: [['output', [1, 3_549, 85]]],
    preprocessing: { ...usual, resize: 'letterbox-corner', colour: 'bgr', std: [1, 1, 1] },
  },
  'det_nanodet_m_coco_416.onnx': {
    family: 'nanodet',
    side: 416,
    input: 'input.1',
    outputs: [
      ['792', [1, 2_704, 80]],
      ['795', [1, 2_704, 32]],
      ['814', [1, 676, 80]],
      ['817', [1, 676, 32]],
      ['836', [1, 169, 80]],
      ['839', [1, 169, 32]],
    ],
    preprocessing: { ...usual, colour: 'bgr', mean: [103.53, 116.28, 123.675], std: [57.375, 57.12, 58.395] },
  },
  'det_fastestdet_coco_352.onnx': {
    family: 'fastestdet',
    side: 352,
    input: 'input.1',
    outputs: [['758', [1, 85, 22, 22]]],
    preprocessing: { ...usual, resize: 'stretch', colour: 'bgr' },
  },
};

const noBytes = new Uint8Array(0);

export function cardOfPublic(file: string, change: Change, bytes: Uint8Array = noBytes): PictureCard {
  const { side, input, outputs, ...rest } = change;
  const io = {
    input: { name: input, layout: 'nchw', width: side, height: side } as const,
    outputs: outputs.map(([name, shape]) => ({ name, shape: [...shape] })),
  };
  return tinyCard({ name: 'public', file, labels: [...cocoLabels], io, ...rest }, bytes);
}

/** A model folder with a copy of such a file, made beside the test. */
export function publicModel(folder: string, file: string, path: string, change: Change): string {
  copyFileSync(path, join(folder, file));
  writeFileSync(join(folder, 'card.json'), JSON.stringify(cardOfPublic(file, change, readFileSync(path))));
  return folder;
}
