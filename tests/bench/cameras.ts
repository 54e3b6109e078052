import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openBenchStation } from '../support/bench/bench-station.ts';
import { rounded, shareOf } from '../support/bench/numbers.ts';
import { watchOverlay } from '../support/bench/overlay-viewer.ts';
import { processorMs } from '../support/bench/processor-time.ts';

/** Four cameras at once, each looked at: how old a picture is when it is there with its overlay, beside two frame times and inference. */
interface CamerasBench {
  readonly name: 'cameras';
  /** Of the line that is worst off. */
  readonly ratio: number;
  readonly ours: number;
  readonly peer: number;
  readonly unit: 'ms, p95 of capture to overlay';
  readonly lines: number;
  readonly framesPerSecond: readonly number[];
  readonly drops: readonly number[];
}

const { values } = parseArgs({ options: { lines: { type: 'string' }, seconds: { type: 'string' } } });
const count = Number(values.lines ?? 4);
const seconds = Number(values.seconds ?? 20);
const fps = 15;

const inferMs = new Map<string, number[]>();
const { engine, client, close } = await openBenchStation(({ sourceId, looks }) => {
  const known = inferMs.get(sourceId) ?? [];
  known.push(...looks.map((look) => look.inferMs));
  inferMs.set(sourceId, known);
});
const ids = Array.from({ length: count }, (_, index) => `camera-${index + 1}`);
for (const [index, id] of ids.entries()) {
  await client.sources.add({ id, name: id, settings: { kind: 'demo', seed: index + 1, fps } });
}
await Promise.all(ids.map((sourceId) => client.inspections.start({ sourceId })));
const viewers = ids.map((id) => watchOverlay(engine.frames, id));
await sleep(3_000);
const worker = engine.visionPid() ?? 0;
const before = await client.inspections.lines();
const usedBefore = await Promise.all([processorMs(worker), processorMs(process.pid)]);
inferMs.clear();
for (const viewer of viewers) viewer.take();
const startedAt = performance.now();
await sleep(seconds * 1_000);
const tookMs = performance.now() - startedAt;
const after = await client.inspections.lines();
const usedAfter = await Promise.all([processorMs(worker), processorMs(process.pid)]);
const lines = ids.map((id, index) => {
  const [first, last] = [before, after].map((states) => states.find(({ sourceId }) => sourceId === id));
  const ages = viewers[index]?.take() ?? [];
  const infer = shareOf(inferMs.get(id) ?? [], 0.5);
  return {
    line: id,
    'frames/s': rounded((((last?.frames ?? 0) - (first?.frames ?? 0)) * 1_000) / tookMs),
    replaced: (last?.drops ?? 0) - (first?.drops ?? 0),
    'pictures/s': rounded((ages.length * 1_000) / tookMs),
    'overlay p50': shareOf(ages, 0.5),
    'overlay p95': shareOf(ages, 0.95),
    'inference p50': rounded(infer),
    allowed: rounded((2 * 1_000) / fps + infer),
  };
});
for (const viewer of viewers) viewer.close();
await close();

console.table(lines);
const used = usedAfter.map((ms, index) => (ms ?? Number.NaN) - (usedBefore[index] ?? Number.NaN));
const [ofWorker = 0, ofEngine = 0] = used.map((ms) => rounded((100 * ms) / tookMs, 0));
console.log(`processors in use: vision worker ${ofWorker} %, engine and viewers ${ofEngine} % of one`);
const worst = lines.toSorted((a, b) => b['overlay p95'] / b.allowed - a['overlay p95'] / a.allowed)[0];
if (worst === undefined) throw new Error('Expected lines, got none');
const bench: CamerasBench = {
  name: 'cameras',
  ratio: rounded(worst['overlay p95'] / worst.allowed, 3),
  ours: worst['overlay p95'],
  peer: worst.allowed,
  unit: 'ms, p95 of capture to overlay',
  lines: count,
  framesPerSecond: lines.map((line) => line['frames/s']),
  drops: lines.map(({ replaced }) => replaced),
};
console.log(`BENCH ${JSON.stringify(bench)}`);
