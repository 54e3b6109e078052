import type { ModelCard, PictureCard } from '../../../preload/contract/model-card.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { checkCard } from '../card.ts';
import { type Exported, readExported } from './exported.ts';
import { type Layout, layoutsOf } from './layouts.ts';
import type { OnnxFacts, OnnxTensor } from './onnx-facts.ts';

/** What a person says of a file, and what was measured of it. */
export interface FileToCard {
  readonly name: string;
  readonly version: string;
  readonly file: string;
  /** What the person called it, for sentences. */
  readonly from: string;
  readonly bytes: number;
  readonly sha256: string;
  /** In the network's order; they go before what the file says. */
  readonly labels: readonly string[] | undefined;
  /** Labels that mean that nothing is wrong: makes a classifier grade. */
  readonly goodLabels: readonly string[] | undefined;
}

const byHand =
  'Put the file into a folder with a card.json that names task, family, labels, io, preprocessing and thresholds, and import that folder; the bundled model shows one.';
const tasks = ['detect', 'classify'];

/** The card of a network that explains itself; what cannot be understood is refused with the reason. */
export function proposeCard(facts: OnnxFacts, about: FileToCard): Outcome<ModelCard> {
  const exported = readExported(facts.metadata);
  const { task } = exported;
  if (task !== undefined && !tasks.includes(task)) {
    return refuse(`task of ${about.from}`, tasks.join(' or '), task, 'Export a detector or a classifier.');
  }
  const input = inputOf(facts, exported, about.from);
  if (!input.ok) return input;
  const strange = facts.outputs.find(({ type }) => type !== 'float32');
  if (strange !== undefined) return wrongType(`output ${strange.name}`, about.from, strange.type);
  const layout = layoutOf(facts, exported, input.value, about);
  if (!layout.ok) return layout;
  const labels = labelsOf(layout.value, exported, about);
  return labels.ok ? cardOf(layout.value, input.value, labels.value, exported, about) : labels;
}

type Input = PictureCard['io']['input'];

function inputOf({ inputs }: OnnxFacts, { size, stride }: Exported, file: string): Outcome<Input> {
  const [input, ...others] = inputs;
  if (input === undefined || others.length > 0) {
    const names = inputs.map(({ name }) => name).join(', ');
    return refuse(`inputs of ${file}`, 'one', names || 'none', 'Export the network with a single input.');
  }
  if (input.type !== 'float32') return wrongType(`input ${input.name}`, file, input.type);
  const [batch, channels, high, wide] = input.shape;
  const takesOne = batch === 1 || typeof batch === 'string';
  if (input.shape.length !== 4 || !takesOne || (channels !== 3 && typeof channels !== 'string')) {
    return refuse(`input of ${file}`, '[1, 3, height, width]', shown(input), byHand);
  }
  const height = typeof high === 'number' ? high : size?.height;
  const width = typeof wide === 'number' ? wide : size?.width;
  if (height === undefined || width === undefined) {
    return refuse(`input of ${file}`, 'a height and a width', shown(input), 'Export it with a fixed size of pictures.');
  }
  const varies = typeof high === 'string' && typeof wide === 'string';
  return succeed({ name: input.name, layout: 'nchw', width, height, ...(varies ? { strideMultiple: stride } : {}) });
}

function layoutOf(
  { outputs }: OnnxFacts,
  { task, stride, labels }: Exported,
  { width, height }: Input,
  about: FileToCard,
): Outcome<Layout> {
  const named = about.labels ?? labels;
  const [layout, ...others] = layoutsOf(outputs, { width, height, stride, task, labels: named?.length });
  if (layout !== undefined && others.length === 0) return succeed(layout);
  return refuse(
    `outputs of ${about.from}`,
    layout === undefined ? 'those of a family that this station knows' : 'those of one family',
    outputs.map(shown).join(' and '),
    byHand,
  );
}

function labelsOf(layout: Layout, exported: Exported, about: FileToCard): Outcome<readonly string[]> {
  // It tells nothing apart; a card names something all the same.
  if (layout.features !== undefined) return succeed(['patch']);
  const labels = about.labels ?? exported.labels;
  const say = 'Say them in their order with --labels open,short,spur.';
  const thing = `labels of ${about.from}`;
  const expected = layout.labels === undefined ? 'a name for each' : `${layout.labels}, as many as the network has`;
  if (labels === undefined || labels.length === 0) return refuse(thing, expected, 'none', say);
  if (layout.labels !== undefined && labels.length !== layout.labels) {
    return refuse(thing, expected, String(labels.length), say);
  }
  if (labels.some((label) => label.trim() === '')) return refuse(thing, 'a name for each', 'an empty one', say);
  const twice = labels.find((label, index) => labels.indexOf(label) !== index);
  return twice === undefined ? succeed(labels) : refuse(thing, 'each label once', `${twice} twice`, say);
}

function cardOf(
  layout: Layout,
  input: Input,
  labels: readonly string[],
  exported: Exported,
  about: FileToCard,
): Outcome<ModelCard> {
  const { name, version, file, from, bytes, sha256, goodLabels } = about;
  const { family, outputs, preprocessing, overlap, score } = layout;
  if (goodLabels !== undefined && layout.task !== 'classify') {
    const remedy = 'Leave --good away: what a detector finds is a defect.';
    return refuse(`good labels for ${from}`, 'a classifier', `a network of the family ${family}`, remedy);
  }
  const { author, exportedAt, trainedOn, licence } = exported;
  return checkCard(
    {
      name,
      version,
      title: exported.title ?? name,
      task: goodLabels === undefined ? layout.task : 'grade',
      family,
      file,
      bytes,
      sha256,
      licence,
      labels,
      io: { input, outputs },
      preprocessing,
      thresholds: { score, overlap, unsure: [0.4, 0.7] },
      provenance: { trainedOn, ...(author && { author }), ...(exportedAt && { exportedAt }) },
      numbers: [],
      ...(goodLabels && { goodLabels }),
      ...(layout.features && { features: layout.features }),
    },
    `the card proposed for ${from}`,
  );
}

const shown = ({ name, shape }: OnnxTensor): string =>
  `${name} [${shape.map((size) => (size === '' ? '?' : size)).join(', ')}]`;

const wrongType = (what: string, file: string, type: string): Outcome<never> =>
  refuse(`${what} of ${file}`, 'float32', type || 'no tensor', 'Export it at full precision (half=False).');

const refuse = (thing: string, expected: string, received: string, remedy: string): Outcome<never> =>
  fail('model_refused', { thing, expected, received, remedy });
