import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFECT_LABELS } from '../../main/capture/demo-line/defects.ts';

// Writes models/pcb-defects/card.json beside its model.onnx. Numbers come from the lines that
// `npm run eval -- detector` prints, collected in one file.
type Evaluation = { data: string; n: number; [metric: string]: unknown };

const METRICS = ['map50', 'map50_95'] as const;

function readEvaluations(text: string): readonly Evaluation[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('EVAL '))
    .map((line): Evaluation => JSON.parse(line.slice('EVAL '.length)));
}

function toNumbers(evaluations: readonly Evaluation[]): readonly unknown[] {
  return evaluations.flatMap((e) =>
    METRICS.map((metric) => ({
      data: e.data,
      n: e.n,
      metric,
      value: e[metric],
      interval: e[`${metric}Ci`],
    })),
  );
}

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'models/pcb-defects' },
    numbers: { type: 'string' },
    version: { type: 'string', default: '1.0.0' },
    seed: { type: 'string', default: '1' },
    parameters: { type: 'string', default: '913330' },
    'trained-on': { type: 'string', default: 'generated circuit boards' },
    'trained-at': { type: 'string', default: new Date().toISOString().slice(0, 10) },
  },
});
const weights = await readFile(join(values.model, 'model.onnx'));
const evaluations = values.numbers ? readEvaluations(await readFile(values.numbers, 'utf8')) : [];
const card = {
  name: 'pcb-defects',
  version: values.version,
  title: 'Circuit board defects',
  task: 'detect',
  family: 'yolo-v8',
  file: 'model.onnx',
  bytes: weights.length,
  sha256: createHash('sha256').update(weights).digest('hex'),
  licence: 'GPL-3.0-or-later',
  io: {
    input: { name: 'images', layout: 'nchw', width: 640, height: 640, strideMultiple: 32 },
    outputs: [{ name: 'output0', shape: [1, 4 + DEFECT_LABELS.length, 8400] }],
  },
  preprocessing: {
    resize: 'letterbox',
    padValue: 114,
    colour: 'rgb',
    mean: [0, 0, 0],
    std: [255, 255, 255],
  },
  labels: DEFECT_LABELS,
  // As net.py names them: the backbone alone, before the stages are joined.
  features: [
    { name: '/detector/stage3/stage3.1/leave/LeakyRelu_output_0', channels: 48, stride: 8 },
    { name: '/detector/stage4/stage4.1/leave/LeakyRelu_output_0', channels: 80, stride: 16 },
  ],
  thresholds: { score: 0.25, overlap: 0.5, unsure: [0.4, 0.7] },
  provenance: {
    trainedOn: values['trained-on'],
    script: 'cloud/trainer',
    seed: Number(values.seed),
    parameters: Number(values.parameters),
    trainedAt: values['trained-at'],
  },
  numbers: toNumbers(evaluations),
};
await writeFile(join(values.model, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
