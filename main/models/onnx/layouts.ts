import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { OnnxTensor } from './onnx-facts.ts';

/** What the outputs of a network tell of it, and how its pictures are prepared where that follows. */
export interface Layout {
  readonly family: PictureCard['family'];
  readonly task: PictureCard['task'];
  /** In the order that the family reads them, with the sizes that may vary filled in. */
  readonly outputs: PictureCard['io']['outputs'];
  /** Undefined where the outputs do not tell. */
  readonly labels: number | undefined;
  readonly preprocessing: PictureCard['preprocessing'];
  readonly overlap: number;
  readonly score: number;
  /** Of a network that others are taught with. */
  readonly features?: PictureCard['features'];
}

export interface LayoutHints {
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  /** What the exporter says that it does; undefined where it says nothing. */
  readonly task: string | undefined;
  readonly labels: number | undefined;
}

type Size = number | string;
type Match = (outputs: readonly OnnxTensor[], hints: LayoutHints) => Layout | undefined;

const unit: PictureCard['preprocessing'] = {
  resize: 'letterbox',
  padValue: 114,
  colour: 'rgb',
  mean: [0, 0, 0],
  std: [255, 255, 255],
};
const boxes = { task: 'detect', preprocessing: unit, overlap: 0.5, score: 0.25 } as const;

/** Cells over grids of 8, 16, 32 pixels and so on, up to the network's coarsest step. */
function cellsOf({ width, height, stride }: LayoutHints): number {
  let cells = 0;
  for (let step = 8; step <= stride; step *= 2) cells += Math.ceil(width / step) * Math.ceil(height / step);
  return cells;
}

const fits = (found: Size | undefined, wanted: number): boolean => typeof found === 'string' || found === wanted;
const known = (found: Size | undefined): number | undefined => (typeof found === 'number' ? found : undefined);

/** The only output, where it has so many sizes and holds one picture. */
function alone(outputs: readonly OnnxTensor[], sizes: number): OnnxTensor | undefined {
  const [output, ...others] = outputs;
  if (output === undefined || others.length > 0 || output.shape.length !== sizes) return undefined;
  return fits(output.shape[0], 1) ? output : undefined;
}

const detects = ({ task }: LayoutHints): boolean => task === undefined || task === 'detect';

const yoloV8: Match = (outputs, hints) => {
  const output = alone(outputs, 3);
  const labels = known(output?.shape[1]) === undefined ? hints.labels : Number(output?.shape[1]) - 4;
  if (output === undefined || !detects(hints) || labels === undefined || labels < 1) return undefined;
  const anchors = known(output.shape[2]) ?? cellsOf(hints);
  // Other grids than the usual ones are believed of a file that says what it is.
  const isSaid = hints.task === 'detect' && labels === hints.labels;
  if (!isSaid && anchors !== cellsOf(hints)) return undefined;
  return { ...boxes, family: 'yolo-v8', labels, outputs: [{ name: output.name, shape: [1, 4 + labels, anchors] }] };
};

/** Rows of five fields and the labels; so many of them tell the family. */
const rowsOfFive = (
  outputs: readonly OnnxTensor[],
  hints: LayoutHints,
  rows: number,
  family: Layout['family'],
): Layout | undefined => {
  const output = alone(outputs, 3);
  const labels = known(output?.shape[2]) === undefined ? hints.labels : Number(output?.shape[2]) - 5;
  if (output === undefined || !detects(hints) || labels === undefined || labels < 1) return undefined;
  if (known(output.shape[1]) !== rows) return undefined;
  return { ...boxes, family, labels, outputs: [{ name: output.name, shape: [1, rows, 5 + labels] }] };
};

const yoloV5: Match = (outputs, hints) => rowsOfFive(outputs, hints, 3 * cellsOf(hints), 'yolo-v5');

const yolox: Match = (outputs, hints) => {
  const layout = rowsOfFive(outputs, hints, cellsOf(hints), 'yolox');
  const preprocessing = { ...unit, resize: 'letterbox-corner', colour: 'bgr', std: [1, 1, 1] } as const;
  return layout && { ...layout, preprocessing: { ...preprocessing, mean: [0, 0, 0], std: [1, 1, 1] } };
};

const mostRows = 1_000;

const endToEnd: Match = (outputs, hints) => {
  const output = alone(outputs, 3);
  const rows = known(output?.shape[1]);
  if (output === undefined || rows === undefined || rows > mostRows || output.shape[2] !== 6) return undefined;
  if (!detects(hints)) return undefined;
  return {
    ...boxes,
    family: 'yolo-end-to-end',
    labels: undefined,
    outputs: [{ name: output.name, shape: [1, rows, 6] }],
  };
};

const nanodet: Match = (outputs, hints) => {
  if (outputs.length !== 6 || !detects(hints)) return undefined;
  const bins = 32;
  const steps = [8, 16, 32].map((step) => Math.ceil(hints.width / step) * Math.ceil(hints.height / step));
  const pairs = steps.map((cells) => outputs.filter(({ shape }) => shape.length === 3 && shape[1] === cells));
  const labels = known(pairs[0]?.find(({ shape }) => shape[2] !== bins)?.shape[2]);
  if (labels === undefined) return undefined;
  const ordered = pairs.flatMap((pair) => [labels, bins].map((last) => pair.find(({ shape }) => shape[2] === last)));
  const found = ordered.flatMap((output) => output ?? []);
  if (found.length !== 6) return undefined;
  const shapes = steps.flatMap((cells) => [labels, bins].map((last) => [1, cells, last]));
  return {
    ...boxes,
    family: 'nanodet',
    labels,
    outputs: found.map(({ name }, index) => ({ name, shape: shapes[index] ?? [] })),
    preprocessing: { ...unit, colour: 'bgr', mean: [103.53, 116.28, 123.675], std: [57.375, 57.12, 58.395] },
    score: 0.35,
  };
};

const fastestDet: Match = (outputs, hints) => {
  const output = alone(outputs, 4);
  const [, fields, rows, columns] = output?.shape ?? [];
  const labels = (known(fields) ?? 0) - 5;
  if (output === undefined || !detects(hints) || labels < 1) return undefined;
  const [high, wide] = [hints.height / 16, hints.width / 16];
  if (rows !== high || columns !== wide) return undefined;
  return {
    ...boxes,
    family: 'fastestdet',
    labels,
    outputs: [{ name: output.name, shape: [1, 5 + labels, high, wide] }],
    preprocessing: { ...unit, resize: 'stretch', colour: 'bgr' },
    score: 0.5,
  };
};

/** Only where the exporter says so: how the pictures of another classifier are prepared stands nowhere in its file. */
const classifier: Match = (outputs, hints) => {
  const output = alone(outputs, 2);
  const labels = known(output?.shape[1]) ?? hints.labels;
  if (output === undefined || labels === undefined || hints.task !== 'classify') return undefined;
  return {
    family: 'classifier',
    task: 'classify',
    labels,
    outputs: [{ name: output.name, shape: [1, labels] }],
    preprocessing: { ...unit, resize: 'crop' },
    overlap: 0.5,
    score: 0.25,
  };
};

const finestStep = 4;
const coarsestStep = 32;

/**
 * Several maps of one picture at different steps, whatever else it gives: a network that others are taught with. How its pictures
 * were prepared stands nowhere, but light and contrast are evened out before it sees them; the rest is as with most such networks.
 */
const featureMaps: Match = (outputs, hints) => {
  const maps = outputs.flatMap(({ name, shape }) => {
    const [batch, channels, rows, columns] = shape;
    const stride = hints.width / Number(columns);
    const isStep = Number.isInteger(Math.log2(stride)) && stride >= finestStep && stride <= coarsestStep;
    const isMap = shape.length === 4 && fits(batch, 1) && rows === hints.height / stride && isStep;
    return isMap && typeof channels === 'number' ? [{ name, channels, rows, columns: Number(columns), stride }] : [];
  });
  const finestFirst = maps.toSorted((a, b) => a.stride - b.stride);
  const steps = new Set(maps.map(({ stride }) => stride));
  if (hints.task !== undefined || maps.length < 2 || steps.size !== maps.length) return undefined;
  // The coarsest ones tell what a picture shows, not what a patch of it is like.
  const used = finestFirst.slice(0, 2);
  return {
    family: 'feature-maps',
    task: 'find-features',
    labels: undefined,
    outputs: used.map(({ name, channels, rows, columns }) => ({ name, shape: [1, channels, Number(rows), columns] })),
    preprocessing: { ...unit, resize: 'stretch', mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375] },
    overlap: 0.5,
    score: 0.5,
    features: used.map(({ name, channels, stride }) => ({ name, channels, stride })),
  };
};

const matches: readonly Match[] = [yoloV8, yoloV5, yolox, endToEnd, nanodet, fastestDet, classifier, featureMaps];

/** Every layout that the outputs may have: one where it is clear what they are. */
export const layoutsOf: (outputs: readonly OnnxTensor[], hints: LayoutHints) => readonly Layout[] = (outputs, hints) =>
  matches.flatMap((match) => match(outputs, hints) ?? []);
