import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { letterbox } from '../../native/lib/pixels.ts';
import type { PictureCard } from '../../preload/contract/model-card.ts';
import { readPicture } from '../capture/sources/picture-file.ts';
import { inputSize, type Size } from '../domain/anomaly/input-size.ts';
import { projectionWeights } from '../domain/anomaly/project.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { type CardedModel, readPictureCard } from '../models/card.ts';
import { verifyFile } from '../models/hash.ts';
import {
  distanceOutput,
  memoryNetwork,
  patchNetwork,
  patchOutput,
  pictureInput,
} from '../models/onnx/patch-network.ts';
import { type Network, openNetwork } from '../models/session.ts';
import { areAlike, judgeHeldOut, rememberAll } from './teach-memory.ts';
import type { TeachBuild, TeachBuilt, TeachEvents, TeachPicture } from './teach-protocol.ts';

/** So many numbers tell one patch: fewer blur what differs, more slow down every frame of the line. */
const dimensions = 32;
const seed = 1;
const modelFile = 'model.onnx';
const patchFile = 'patches.onnx';

type Tell = (progress: TeachEvents['progress']) => void;

/** One teaching under way: the backbone, the size of its pictures, and its patches as a network. */
interface Bench {
  readonly backbone: PictureCard;
  readonly size: Size;
  readonly grid: { readonly columns: number; readonly rows: number };
  readonly bytes: Uint8Array;
}

/** Looks at the good pictures, judges each by a memory without it, and writes the network that remembers them all. */
export async function buildMemory(build: TeachBuild, tell: Tell): Promise<Outcome<TeachBuilt>> {
  const startedAt = performance.now();
  const bench = await openBench(build);
  if (!bench.ok) return bench;
  const looked = await lookAtAll(bench.value, build, tell);
  if (!looked.ok) return looked;
  if (areAlike(looked.value, dimensions)) return allAlike();
  const parts = build.pictures.map(({ part }) => part);
  const scores = judgeHeldOut({ patches: looked.value, dimensions, parts, seed }, (done, of) =>
    tell({ step: 'judging', done, of }),
  );
  tell({ step: 'remembering', done: 0, of: 1 });
  const bank = rememberAll(looked.value, dimensions, seed);
  tell({ step: 'writing', done: 0, of: 1 });
  const network = memoryNetwork(bench.value.bytes, { bank, dimensions, grid: bench.value.grid });
  if (network === undefined) throw new Error('Expected the patch network to take a memory');
  await writeFile(join(build.intoFolder, modelFile), network, { flush: true });
  const { backbone, size, grid } = bench.value;
  return succeed({
    file: { name: modelFile, ...factsOf(network) },
    backbone: { name: backbone.name, version: backbone.version, sha256: backbone.sha256, licence: backbone.licence },
    input: { name: pictureInput, ...size },
    output: { name: distanceOutput, shape: [1, 1, grid.rows, grid.columns] },
    colour: backbone.preprocessing.colour,
    memory: { patches: bank.length / dimensions, dimensions, bytes: bank.byteLength },
    scores: scores.map((score, place) => ({ id: build.pictures[place]?.id ?? '', score })),
    tookMs: performance.now() - startedAt,
  });
}

async function openBench({ backboneFolder, pictures, intoFolder }: TeachBuild): Promise<Outcome<Bench>> {
  const model = await readPictureCard(backboneFolder);
  if (!model.ok) return model;
  const { card } = model.value;
  const path = join(backboneFolder, card.file);
  const verified = await verifyFile(path, card);
  if (!verified.ok) return verified;
  const first = await firstSize(pictures);
  if (!first.ok) return first;
  const size = inputSize(first.value, card.io.input);
  const { features = [] } = card;
  const stride = features[0]?.stride ?? 1;
  const channels = features.reduce((sum, map) => sum + map.channels, 0);
  const projection = { dimensions, weights: projectionWeights({ from: channels, to: dimensions, seed }) };
  const { preprocessing, io } = card;
  const plan = { bytes: await readFile(path), inputName: io.input.name, size, preprocessing, features, projection };
  const bytes = features.length === 0 ? undefined : patchNetwork(plan);
  if (bytes === undefined) return notTeachable(card);
  await writeFile(join(intoFolder, patchFile), bytes);
  const grid = { columns: size.width / stride, rows: size.height / stride };
  return succeed({ backbone: card, size, grid, bytes });
}

async function firstSize([picture]: readonly TeachPicture[]): Promise<Outcome<Size>> {
  return picture === undefined ? fail('bad_input', noPictures) : readPicture(picture.file);
}

const noPictures = { thing: 'Teaching', expected: 'pictures of good parts', received: 'none', remedy: 'Take some.' };

/** The patches of each picture, one vector after the other. */
async function lookAtAll(
  bench: Bench,
  { pictures, intoFolder, threads }: TeachBuild,
  tell: Tell,
): Promise<Outcome<readonly Float32Array[]>> {
  const opened = await openPatches(bench, intoFolder, threads);
  if (!opened.ok) return opened;
  const { backbone, size } = bench;
  const target = { ...size, ...plainPixels, colour: backbone.preprocessing.colour } as const;
  const tensor = new Float32Array(3 * size.width * size.height);
  const patches: Float32Array[] = [];
  for (const [done, { file }] of pictures.entries()) {
    tell({ step: 'looking', done, of: pictures.length });
    const picture = await readPicture(file);
    if (!picture.ok) {
      await opened.value.release();
      return picture;
    }
    letterbox(picture.value, target, tensor);
    const [numbers = new Float32Array(0)] = await opened.value.run([tensor]);
    patches.push(patchByPatch(numbers));
  }
  await opened.value.release();
  return succeed(patches);
}

/** The network of a taught model takes pixels as they are: evening out the light is its first layer. */
export const plainPixels = { resize: 'stretch', padValue: 0, mean: [0, 0, 0], std: [1, 1, 1] } as const;

function openPatches(
  { backbone, size, grid, bytes }: Bench,
  folder: string,
  threads: number,
): Promise<Outcome<Network>> {
  const model: CardedModel = { folder, card: { ...backbone, file: patchFile, ...factsOf(bytes) } };
  const plan = {
    inputs: [{ name: pictureInput, shape: [1, 3, size.height, size.width] }],
    constants: [],
    outputs: [{ name: patchOutput, shape: [1, dimensions, grid.rows, grid.columns] }],
    anyOutputSize: false,
  };
  return openNetwork(model, plan, { providers: ['cpu'], threads, now: () => performance.now() });
}

/** From one plane for each number to one vector for each patch. */
function patchByPatch(planes: Float32Array): Float32Array {
  const cells = planes.length / dimensions;
  const vectors = new Float32Array(planes.length);
  for (let d = 0; d < dimensions; d += 1) {
    for (let cell = 0; cell < cells; cell += 1) vectors[cell * dimensions + d] = planes[d * cells + cell] ?? 0;
  }
  return vectors;
}

const factsOf = (bytes: Uint8Array): { readonly bytes: number; readonly sha256: string } => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

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
