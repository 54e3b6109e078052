import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { readPicture } from '../../main/capture/sources/picture-file.ts';
import { letGo } from '../../main/domain/let-go.ts';
import type { Outcome } from '../../main/domain/outcome.ts';
import { taughtCard } from '../../main/engine/teach/taught-card.ts';
import { readPictureCard } from '../../main/models/card.ts';
import { graftNetwork } from '../../main/models/onnx/graft-network.ts';
import { openSession } from '../../main/models/session.ts';
import { sessionOptions } from '../../main/models/session-options.ts';
import { sweepBuffers } from '../../main/observe/buffer-garbage.ts';
import { adapterFor } from '../../main/vision/families/registry.ts';
import { Looker } from '../../main/vision/look.ts';
import { buildMemory } from '../../main/workers/teach-build.ts';
import { drawParts } from '../support/drawn-parts.ts';
import { sourcePlaces } from '../support/engine-station.ts';

/**
 * A frame through a taught model, from its tensor to boxes, over bare `session.run` of the same backbone up to its
 * features at the same size; and how long it takes to learn from 30 good parts. Both find the tensor just written, as they would
 * beside a camera: what a network costs depends on what lies at hand.
 */
interface TeachBench {
  readonly name: 'teach';
  readonly ratio: number;
  readonly ours: number;
  readonly peer: number;
  readonly unit: 'ms/frame';
  readonly seconds: number;
  readonly parts: number;
}

const parts = 30;
/** Short and many: what else the machine does then falls on both sides alike; odd, so that one of them is the middle. */
const rounds = 141;
/** V8 has compiled by then. */
const warmUpRounds = 20;
const framesARound = 8;
const threads = 2;
const now = (): number => performance.now();
const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? Number.NaN;

function expectDone<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.failure.message);
}

/** The same network as far as the patches need it, and nothing behind. */
async function openBackbone(folder: string, size: { readonly width: number; readonly height: number }) {
  const { card } = expectDone(await readPictureCard(folder));
  const names = (card.features ?? []).map(({ name }) => name);
  const last = names.at(-1) ?? '';
  const nodes = names.map((name, place) => ({ op: 'Identity', inputs: [name], output: `feature${place}` }));
  const bytes = await readFile(join(folder, card.file));
  const graft = { wanted: names, after: nodes, constants: [], output: `feature${names.indexOf(last)}` };
  const network = graftNetwork(bytes, graft);
  if (network === undefined) throw new Error('Expected the backbone to be cut out of its network');
  const session = await InferenceSession.create(Buffer.from(network), sessionOptions('cpu', threads));
  const tensor = new Float32Array(3 * size.width * size.height);
  const feeds = { [card.io.input.name]: new Tensor('float32', tensor, [1, 3, size.height, size.width]) };
  return { tensor, run: () => session.run(feeds), release: () => session.release() };
}

// As the worker that looks does.
sweepBuffers();
const temp = await mkdtemp(join(tmpdir(), 'caracal-bench-'));
const good = await drawParts(
  join(temp, 'good'),
  Array.from({ length: parts }, (_, index) => index),
);
const pictures = Array.from({ length: parts }, (_, index) => ({
  id: String(index),
  file: join(good, `${index}.png`),
  part: String(index),
}));
const into = join(temp, 'taught');
await mkdir(into);
const backboneFolder = join(sourcePlaces.models, 'pcb-defects');
const built = expectDone(await buildMemory({ backboneFolder, pictures, intoFolder: into, threads }, () => undefined));
const about = { name: 'taught', version: '1.0.0', at: 0, from: [], rate: undefined };
await writeFile(join(into, 'card.json'), JSON.stringify(expectDone(taughtCard(built, about))));
console.log(
  `${parts} parts learnt in ${(built.tookMs / 1_000).toFixed(1)} s on ${threads} threads: ${built.memory.patches} patches, ${built.memory.bytes} bytes`,
);

const model = expectDone(await readPictureCard(into));
const session = expectDone(await openSession(model, { providers: ['cpu'], threads, now }));
const adapter = expectDone(adapterFor(model.card));
const looker = new Looker(adapter, session);
const frame = expectDone(await readPicture(join(good, '1.png')));
const backbone = await openBackbone(backboneFolder, built.input);
const sides: Record<'ours' | 'prepare' | 'peer' | 'heat', number[]> = { ours: [], prepare: [], peer: [], heat: [] };
for (let round = -warmUpRounds; round < rounds; round += 1) {
  let [ours, prepare, peer] = [0, 0, 0];
  for (let turn = 0; turn < framesARound; turn += 1) {
    const { prepareMs, inferMs, decodeMs } = await looker.look(frame);
    ours += inferMs + decodeMs;
    prepare += prepareMs;
  }
  // Only frames that a screen gets have it: so it is told beside the others, and not among them.
  const plain = (await looker.look(frame)).decodeMs;
  const heat = (await looker.look(frame, 'with heat')).decodeMs - plain;
  for (let turn = 0; turn < framesARound; turn += 1) {
    adapter.preprocess(frame, backbone.tensor);
    const startedAt = now();
    const features = await backbone.run();
    peer += now() - startedAt;
    // As ours does: sweeping them up would fall into its time.
    for (const { data } of Object.values(features)) if (data instanceof Float32Array) letGo(data);
  }
  if (round < 0) continue;
  sides.heat.push(heat);
  sides.ours.push(ours / framesARound);
  sides.prepare.push(prepare / framesARound);
  sides.peer.push(peer / framesARound);
}
await session.release();
await backbone.release();
await rm(temp, { recursive: true, force: true });

const ratio = median(sides.ours.map((value, round) => value / (sides.peer[round] ?? Number.NaN)));
console.log(
  `at ${built.input.width} x ${built.input.height}: backbone ${median(sides.peer).toFixed(2)} ms; with memory and boxes ${median(sides.ours).toFixed(2)} ms; the tensor before that ${median(sides.prepare).toFixed(2)} ms, heat for a screen ${(1_000 * median(sides.heat)).toFixed(0)} us more`,
);
const bench: TeachBench = {
  name: 'teach',
  ratio: Number(ratio.toFixed(3)),
  ours: Number(median(sides.ours).toFixed(2)),
  peer: Number(median(sides.peer).toFixed(2)),
  unit: 'ms/frame',
  seconds: Number((built.tookMs / 1_000).toFixed(1)),
  parts,
};
console.log(`BENCH ${JSON.stringify(bench)}`);
