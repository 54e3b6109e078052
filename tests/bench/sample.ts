import { performance } from 'node:perf_hooks';
import { createDemoLine } from '../../main/capture/demo-line/line.ts';
import type { Frame } from '../../main/domain/frame.ts';
import { Sampler } from '../../main/domain/sampling/sampler.ts';
import { JpegEncoder, sampleQuality } from '../../main/vision/jpeg.ts';
import { SampleDesk } from '../../main/vision/sample-desk.ts';
import { usualSampling } from '../../preload/contract/sampling.ts';

/** What choosing costs a frame that is not kept, and what keeping costs one that is: on the frame's thread, and until it is told. */
const frames = 200_000;
const keptFrames = 60;
const side = 640;
const detections = Array.from({ length: 8 }, (_, index) => ({
  label: 'open',
  score: 0.75 + index / 100,
  box: { x: index, y: 1, width: 5, height: 5 },
}));
/** A board of the demo line, as the station's own camera sees it. */
const data = createDemoLine({ width: side, height: side }).frameAt(20).luma;
const frame: Frame = {
  id: 'demo-line-1763722000000-1',
  sourceId: 'demo-line',
  sequence: 1,
  capturedAt: 1,
  wallTime: 1_763_722_000_000,
  width: side,
  height: side,
  format: 'gray8',
  planes: [{ data, stride: side }],
  part: undefined,
};
const p50 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const { mostBytes: _, ...usual } = usualSampling;
const settings = { ...usual, controlShare: 0, perMinute: 10_000 };
const desk = (tell: () => void, low: number) => {
  const sampler = new Sampler(
    { settings: { ...settings, band: { low, high: 0.7 } }, seed: 1, kept: [0, 0, 0] },
    frame.wallTime,
  );
  return new SampleDesk(new JpegEncoder(sampleQuality), sampler, tell);
};

const refusing = desk(() => undefined, 0.4);
const startedAt = performance.now();
for (let count = 0; count < frames; count += 1) refusing.decide(frame, detections, 0);
const notKeptMs = (performance.now() - startedAt) / frames;

const onPath: number[] = [];
const untilTold: number[] = [];
const cpuMs: number[] = [];
const keeping = desk(() => undefined, 0);
for (let count = 0; count < keptFrames; count += 1) {
  const cpu = process.cpuUsage();
  const from = performance.now();
  const { kept } = keeping.decide(frame, [{ label: 'open', score: 0.5, box: { x: 0, y: 0, width: 1, height: 1 } }], 0);
  if (kept !== undefined) keeping.keep(frame, kept);
  onPath.push(performance.now() - from);
  await keeping.idle();
  untilTold.push(performance.now() - from);
  const { user, system } = process.cpuUsage(cpu);
  cpuMs.push((user + system) / 1000);
}
const rounded = (value: number): number => Math.round(value * 1e5) / 1e5;
console.log(
  `BENCH ${JSON.stringify({
    name: 'sample',
    notKeptMs: rounded(notKeptMs),
    keptOnPathMs: rounded(p50(onPath)),
    keptUntilToldMs: rounded(p50(untilTold)),
    keptCpuMs: rounded(p50(cpuMs)),
    unit: 'ms a frame',
  })}`,
);
