import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PictureCard } from '../../preload/contract/model-card.ts';
import { readPicture } from '../capture/sources/picture-file.ts';
import { inputSize, type Size } from '../domain/anomaly/input-size.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { readPictureCard } from '../models/card.ts';
import { verifyFile } from '../models/hash.ts';
import { distanceOutput, memoryNetwork } from '../models/onnx/memory-network.ts';
import {
  groupChannels,
  lookNetwork,
  type PatchNetworkPlan,
  patchNetwork,
  pictureInput,
} from '../models/onnx/patch-network.ts';
import { factsOf, lookAtAll, type PatchView } from './teach-look.ts';
import { areAlike, judgeHeldOut, rememberAll } from './teach-memory.ts';
import type { TeachBuild, TeachBuilt, TeachEvents, TeachPicture } from './teach-protocol.ts';
import { fitGroups } from './teach-shorten.ts';

const seed = 1;
const modelFile = 'model.onnx';

type Tell = (progress: TeachEvents['progress']) => void;

/** One teaching under way: the backbone, how its patches are made, and the network that gives them. */
interface Bench {
  readonly backbone: PictureCard;
  readonly plan: PatchNetworkPlan;
  readonly view: PatchView;
}

/** Looks at the good pictures, learns how to compare their patches, judges each by a memory without it, and writes the network that remembers them all. */
export async function buildMemory(build: TeachBuild, tell: Tell): Promise<Outcome<TeachBuilt>> {
  const startedAt = performance.now();
  const bench = await openBench(build);
  if (!bench.ok) return bench;
  const { backbone, view } = bench.value;
  const looked = await lookTwice(bench.value, build, tell);
  if (!looked.ok) return looked;
  const { network: patchBytes, pictures, dimensions } = looked.value;
  if (areAlike(pictures, dimensions)) return allAlike();
  const parts = build.pictures.map(({ part }) => part);
  const patches = { pictures, dimensions, grid: view.grid, seed };
  const scores = judgeHeldOut(patches, parts, (done, of) => tell({ step: 'judging', done, of }));
  tell({ step: 'remembering', done: 0, of: 1 });
  const { bank, places } = rememberAll(patches, parts);
  tell({ step: 'writing', done: 0, of: 1 });
  const grid = { columns: view.grid.width, rows: view.grid.height };
  const network = memoryNetwork(patchBytes, { bank, dimensions, grid, places });
  if (network === undefined) throw new Error('Expected the patch network to take a memory');
  await writeFile(join(build.intoFolder, modelFile), network, { flush: true });
  return succeed({
    file: { name: modelFile, ...factsOf(network) },
    backbone: { name: backbone.name, version: backbone.version, sha256: backbone.sha256, licence: backbone.licence },
    input: { name: pictureInput, ...view.size },
    output: { name: distanceOutput, shape: [1, 1, grid.rows, grid.columns] },
    colour: backbone.preprocessing.colour,
    memory: { patches: bank.length / dimensions, dimensions, bytes: bank.byteLength },
    scores: scores.map((score, place) => ({ id: build.pictures[place]?.id ?? '', score })),
    tookMs: performance.now() - startedAt,
  });
}

async function openBench({ backboneFolder, pictures, intoFolder, threads }: TeachBuild): Promise<Outcome<Bench>> {
  const model = await readPictureCard(backboneFolder);
  if (!model.ok) return model;
  const { card } = model.value;
  const path = join(backboneFolder, card.file);
  const verified = await verifyFile(path, card);
  if (!verified.ok) return verified;
  const usual = await usualSize(pictures);
  if (!usual.ok) return usual;
  const size = inputSize(usual.value, card.io.input);
  const { features = [], preprocessing, io } = card;
  // A network that was made to describe pictures tells more without: it has seen texture itself.
  const withTexture = card.task !== 'find-features';
  const plan = { bytes: await readFile(path), inputName: io.input.name, size, preprocessing, features, withTexture };
  const bytes = features.length === 0 ? undefined : lookNetwork(plan);
  if (bytes === undefined) return notTeachable(card);
  const stride = features[0]?.stride ?? 1;
  const grid = { width: size.width / stride, height: size.height / stride };
  const channels = groupChannels(plan).reduce((sum, count) => sum + count, 0);
  return succeed({
    backbone: card,
    plan,
    view: { backbone: card, size, grid, channels, bytes, folder: intoFolder, threads },
  });
}

/** Once at all numbers of some patches, which tell how patches are compared, and once more at every patch in few numbers: so the work fits into little memory. */
async function lookTwice({ plan, view }: Bench, { pictures }: TeachBuild, tell: Tell) {
  const files = pictures.map(({ file }) => file);
  const of = 2 * files.length;
  const fit = fitGroups(groupChannels(plan), files.length, seed);
  const first = await lookAtAll(view, files, (patches, done) => {
    tell({ step: 'looking', done, of });
    fit.take(patches);
  });
  if (!first.ok) return first;
  const shortenings = fit.done();
  const network = patchNetwork(plan, shortenings);
  if (network === undefined) throw new Error('Expected the network that was looked with to give fewer numbers too');
  const dimensions = shortenings.reduce((sum, { offsets }) => sum + offsets.length, 0);
  const all: Float32Array[] = [];
  const second = await lookAtAll({ ...view, bytes: network, channels: dimensions }, files, (patches, done) => {
    tell({ step: 'looking', done: files.length + done, of });
    all.push(patches);
  });
  return second.ok ? succeed({ network, pictures: all, dimensions }) : second;
}

/** The usual size: where pictures differ in shape, one odd one does not say how all others are seen. */
async function usualSize(pictures: readonly TeachPicture[]): Promise<Outcome<Size>> {
  const seen: Size[] = [];
  for (const { file } of pictures) {
    const picture = await readPicture(file);
    if (!picture.ok) return picture;
    seen.push({ width: picture.value.width, height: picture.value.height });
  }
  const middle = (side: keyof Size): number =>
    seen.map((size) => size[side]).toSorted((a, b) => a - b)[seen.length >> 1] ?? 0;
  return seen.length === 0
    ? fail('bad_input', noPictures)
    : succeed({ width: middle('width'), height: middle('height') });
}

const noPictures = { thing: 'Teaching', expected: 'pictures of good parts', received: 'none', remedy: 'Take some.' };

const allAlike = (): Outcome<never> =>
  fail('bad_input', {
    thing: 'The pictures of good parts',
    expected: 'pictures that differ as good parts do',
    received: 'pictures that are all the same',
    remedy: 'Show other parts: what never varied would be taken for a defect.',
  });

const notTeachable = ({ name }: PictureCard): Outcome<never> =>
  fail('model_refused', {
    thing: `model ${name}`,
    expected: 'a network whose card names inner features, and whose file has them',
    received: 'one without',
    remedy: 'Teach with pcb-defects, or with a model of the task find-features.',
  });
