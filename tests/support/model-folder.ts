import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PictureCard, SoundCard } from '../../preload/contract/model-card.ts';
import { tinyOnnx } from './tiny-onnx.ts';

/** A network that gives its input back twice, negated and absolute, under names that look like numbers. */
export const tinyNetwork = tinyOnnx(
  [{ name: 'images', shape: [1, 3, 'height', 'width'] }],
  [
    { name: '9', shape: [1, 3, 'height', 'width'] },
    { name: '10', shape: [1, 3, 'height', 'width'] },
  ],
  [
    { op: 'Neg', inputs: ['images'], output: '9' },
    { op: 'Abs', inputs: ['images'], output: '10' },
  ],
);

/** Gives the sum of all that it was given, which it remembers; it takes the rate and does nothing with it. */
export const tinyListener = tinyOnnx(
  [
    { name: 'input', shape: [1, 'samples'] },
    { name: 'state', shape: [2, 1, 16] },
    { name: 'sr', shape: [], type: 7 },
  ],
  [
    { name: 'output', shape: [2, 1, 16] },
    { name: 'stateN', shape: [2, 1, 16] },
    { name: 'rate', shape: [], type: 7 },
  ],
  [
    { op: 'Add', inputs: ['input', 'state'], output: 'output' },
    { op: 'Add', inputs: ['input', 'state'], output: 'stateN' },
    { op: 'Abs', inputs: ['sr'], output: 'rate' },
  ],
);

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const tinyCard = (change: Partial<PictureCard> = {}, file: Uint8Array = tinyNetwork): PictureCard => ({
  name: 'tiny',
  version: '1.0.0',
  title: 'Tiny',
  task: 'detect',
  family: 'yolo-v8',
  file: 'model.onnx',
  bytes: file.length,
  sha256: sha256Of(file),
  licence: 'MIT',
  io: {
    input: { name: 'images', layout: 'nchw', width: 4, height: 2 },
    outputs: [
      { name: '10', shape: [1, 3, 2, 4] },
      { name: '9', shape: [1, 3, 2, 4] },
    ],
  },
  preprocessing: { resize: 'letterbox', padValue: 114, colour: 'rgb', mean: [0, 0, 0], std: [255, 255, 255] },
  labels: ['open', 'short'],
  thresholds: { score: 0.25, overlap: 0.5, unsure: [0.4, 0.7] },
  provenance: { trainedOn: 'nothing' },
  numbers: [],
  ...change,
});

/** The card of a network that listens as silero's does; `tinyListener` is such a file. */
export const tinySoundCard = (change: Partial<SoundCard> = {}, file: Uint8Array = tinyListener): SoundCard => ({
  name: 'tiny-listener',
  version: '1.0.0',
  title: 'Tiny listener',
  task: 'find-speech',
  family: 'silero-vad',
  file: 'model.onnx',
  bytes: file.length,
  sha256: sha256Of(file),
  licence: 'MIT',
  io: {
    input: { name: 'input' },
    state: { input: 'state', output: 'stateN', shape: [2, 1, 16] },
    rate: { name: 'sr' },
    outputs: [{ name: 'output', shape: [2, 1, 16] }],
  },
  preprocessing: { sampleRateHz: 16_000, windowSamples: 16, contextSamples: 0 },
  labels: ['speech'],
  thresholds: { score: 0.5, release: 0.35, unsure: [0.4, 0.7] },
  provenance: { trainedOn: 'nothing' },
  numbers: [],
  ...change,
});

/** Writes a model folder as a site would bring it, and gives its path. */
export function writeModelFolder(folder: string, card: unknown = tinyCard(), file: Uint8Array = tinyNetwork): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'card.json'), JSON.stringify(card));
  writeFileSync(join(folder, 'model.onnx'), file);
  return folder;
}
