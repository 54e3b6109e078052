import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Engine, openEngine } from '../../main/engine/compose.ts';
import { inferenceThreads } from '../../main/engine/open-vision.ts';
import { createForkLauncher } from '../../main/engine/workers/fork-launcher.ts';
import { sweepBuffers } from '../../main/observe/buffer-garbage.ts';
import type { FrameLook, FramePrediction } from '../../main/workers/protocol.ts';
import { processorMs } from '../support/bench/processor-time.ts';
import { sizedModel } from '../support/bench/sized-model.ts';
import { tapped } from '../support/bench/tapped-launcher.ts';
import { clientOf, quietLog, sourcePlaces } from '../support/engine-station.ts';

/** Time per frame from capture to stored and published, over bare `session.run` of the same model on the same picture. */
interface OverheadBench {
  readonly name: 'overhead';
  readonly ratio: number;
  readonly ours: number;
  readonly peer: number;
  readonly unit: 'ms/frame';
  readonly size: number;
}

/** Short and many: what else the machine does then falls on both sides alike; odd, so that one of them is the middle. */
const rounds = 41;
const roundMs = 500;
const settleMs = 150;
/** A station runs for weeks: what V8 compiles in its first seconds is no frame's cost. */
const warmUpMs = 15_000;
/** It does nothing but run. */
const peerWarmUpMs = 3_000;
const { values } = parseArgs({ options: { size: { type: 'string' } } });

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? Number.NaN;
const mean = (all: readonly number[]): number => all.reduce((sum, value) => sum + value, 0) / all.length;
const ms = (value: number): string => `${value.toFixed(2)} ms`;

interface Heard {
  readonly atMs: number;
  readonly prediction: FramePrediction;
}

async function openPeer(modelFolder: string) {
  const entry = fileURLToPath(new URL('../support/bench/bare-run.ts', import.meta.url));
  const child = fork(entry, [modelFolder, String(inferenceThreads())], { serialization: 'advanced' });
  await once(child, 'message');
  const measure = async (forMs: number): Promise<{ readonly frames: number; readonly tookMs: number }> => {
    child.send(forMs);
    const [told] = await once(child, 'message');
    return told;
  };
  return { pid: child.pid ?? 0, measure, close: () => child.disconnect() };
}

async function openOurs(folder: string, models: string, heard: Heard[]) {
  const places = { ...sourcePlaces, models };
  const hear = (prediction: FramePrediction) => heard.push({ atMs: performance.now(), prediction });
  const launcher = tapped(createForkLauncher({ entries: places.workers }), hear);
  const broken = (error: Error): never => {
    throw error;
  };
  const opened = await openEngine({ host: 'browser', dataFolder: folder, places, launcher, log: quietLog(), broken });
  if (!opened.ok) throw new Error(opened.failure.message);
  const client = clientOf(opened.value);
  await client.inspections.stop();
  // Each frame is made as the one before is taken: the line runs as fast as it can, whatever the machine.
  await client.sources.add({ id: 'fast-line', name: 'Fast line', settings: { kind: 'demo', pace: 'fast' } });
  return { engine: opened.value, client };
}

/** One viewer that takes every picture as soon as it can, as a screen does. */
function look(engine: Engine): { readonly pictures: () => number; readonly close: () => void } {
  let pictures = 0;
  const viewer = engine.frames.view(() => {
    pictures += 1;
    setImmediate(() => viewer.ready());
  });
  return { pictures: () => pictures, close: () => viewer.close() };
}

// As the engine's own process does.
sweepBuffers();
const temp = await mkdtemp(join(tmpdir(), 'caracal-bench-'));
const models = join(temp, 'models');
const modelFolder = join(models, 'pcb-defects');
const card = await sizedModel(
  join(sourcePlaces.models, 'pcb-defects'),
  modelFolder,
  values.size ? Number(values.size) : undefined,
);
const heard: Heard[] = [];
const { engine, client } = await openOurs(join(temp, 'data'), models, heard);
const peer = await openPeer(modelFolder);
const viewer = look(engine);

const ours: number[] = [];
const bare: number[] = [];
const used = { ours: 0, oursFrames: 0, bare: 0, bareFrames: 0 };
/** Processor time is what it is, however busy the machine: it tells the two sides apart where wall time cannot. */
const usedBy = async (...pids: readonly number[]): Promise<number> => {
  const times = await Promise.all(pids.map(processorMs));
  return times.reduce<number>((sum, time) => sum + (time ?? Number.NaN), 0);
};
const all: FramePrediction[] = [];
await client.inspections.start({ sourceId: 'fast-line' });
await sleep(warmUpMs);
const worker = engine.visionPid() ?? 0;
process.kill(worker, 'SIGSTOP');
await peer.measure(peerWarmUpMs);
for (let round = 0; round < rounds; round += 1) {
  // Held rather than stopped while the peer has its turn: nothing is loaded and warmed anew.
  process.kill(worker, 'SIGCONT');
  await sleep(settleMs);
  heard.length = 0;
  const usedBefore = await usedBy(worker, process.pid);
  await sleep(roundMs);
  const seen = heard.slice();
  used.ours += (await usedBy(worker, process.pid)) - usedBefore;
  used.oursFrames += seen.length;
  process.kill(worker, 'SIGSTOP');
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined || first === last) throw new Error('Expected frames to be seen');
  ours.push((last.atMs - first.atMs) / (seen.length - 1));
  all.push(...seen.map(({ prediction }) => prediction));
  const bareBefore = await usedBy(peer.pid);
  const alone = await peer.measure(roundMs);
  used.bare += (await usedBy(peer.pid)) - bareBefore;
  used.bareFrames += alone.frames;
  bare.push(alone.tookMs / alone.frames);
}
process.kill(worker, 'SIGCONT');
const { frames, drops, endToEndMs } = await client.inspections.stop();
const { rows } = await client.station.get();
viewer.close();
peer.close();
await engine.close();
await rm(temp, { recursive: true, force: true });

const part = (of: (look: FrameLook) => number): number => mean(all.flatMap(({ looks }) => looks.map(of)));
const steps = { prepare: part((p) => p.prepareMs), infer: part((p) => p.inferMs), decode: part((p) => p.decodeMs) };
const rest = mean(ours) - steps.prepare - steps.infer - steps.decode;
console.log(
  `a frame of ours: prepare ${ms(steps.prepare)}, session.run ${ms(steps.infer)}, decode ${ms(steps.decode)}, the rest ${ms(rest)}; ` +
    `capture to published ${ms(endToEndMs.p50)}`,
);
const ratios = ours.map((value, round) => value / (bare[round] ?? Number.NaN)).toSorted((a, b) => a - b);
console.log(
  `${frames} frames, ${rows.predictions} predictions stored, ${viewer.pictures()} pictures shown, ${drops} frames replaced by newer`,
);
const [oursUsed, bareUsed] = [used.ours / used.oursFrames, used.bare / used.bareFrames];
console.log(
  `processor time a frame: ours ${ms(oursUsed)}, session.run alone ${ms(bareUsed)}: ${(oursUsed / bareUsed).toFixed(3)}`,
);
console.log(`ratio by round: ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}`);
const bench: OverheadBench = {
  name: 'overhead',
  ratio: Number(median(ratios).toFixed(3)),
  ours: Number(median(ours).toFixed(2)),
  peer: Number(median(bare).toFixed(2)),
  unit: 'ms/frame',
  size: card.io.input.width,
};
console.log(`BENCH ${JSON.stringify(bench)}`);
