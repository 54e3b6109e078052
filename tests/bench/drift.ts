import { performance } from 'node:perf_hooks';
import { benjaminiHochberg } from '../../main/domain/drift/benjamini-hochberg.ts';
import { type Comparison, compareNumbers } from '../../main/domain/drift/compare.ts';
import { pictureFeatures } from '../../main/domain/drift/picture-features.ts';
import { NumberSketch } from '../../main/domain/sketch/number-sketch.ts';
import type { Scale } from '../../main/domain/sketch/scale.ts';
import { DriftWatch } from '../../main/observe/drift-watch.ts';
import { seededPicture } from '../support/random-pictures.ts';
import { normal } from '../support/random-streams.ts';
import { simulateLine } from '../support/simulated-line.ts';

const predictions = 1_000_000;
const features = 12;
const scale: Scale = { kind: 'linear', low: -8, high: 8, bins: 512 };
const rounds = 5;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

function timed(count: number, work: () => unknown): number {
  const times = Array.from({ length: count }, () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
  return median(times);
}

const bench = (name: string, ms: number, target: number): void =>
  console.log(`BENCH ${JSON.stringify({ name, ours: Number(ms.toPrecision(3)), target, unit: 'ms' })}`);

function columnOf(seed: number, shift: number): Float64Array {
  const next = normal(seed);
  return Float64Array.from({ length: predictions }, () => next() + shift);
}

function sketchOf(values: Float64Array): NumberSketch {
  const sketch = new NumberSketch(scale);
  for (const value of values) sketch.add(value);
  return sketch;
}

function compareAll(reference: readonly NumberSketch[], current: readonly NumberSketch[]): readonly Comparison[] {
  const found = current.map((sketch, index) => {
    const before = reference[index] ?? sketch;
    const worth = { reference: before.count / before.inflation, current: sketch.count / before.inflation };
    return compareNumbers(before, sketch, worth);
  });
  benjaminiHochberg(found.map(({ pValue }) => pValue));
  return found;
}

const columns = Array.from({ length: features }, (_, index) => columnOf(index, index % 3 === 0 ? 0.2 : 0));
const reference = Array.from({ length: features }, (_, index) => sketchOf(columnOf(100 + index, 0)));
const current = columns.map(sketchOf);

bench(
  'driftOfAMillionFromSketches',
  timed(rounds * 5, () => compareAll(reference, current)),
  50,
);
const stored = current.map((sketch) => JSON.stringify(sketch.toData()));
const fromStore = (): readonly Comparison[] =>
  compareAll(
    reference,
    stored.map((text) => NumberSketch.fromData(scale, JSON.parse(text))),
  );
bench('driftOfAMillionFromStoredSketches', timed(rounds * 5, fromStore), 50);
bench(
  'driftOfAMillionFromRows',
  timed(rounds, () => compareAll(reference, columns.map(sketchOf))),
  2000,
);

const watch = new DriftWatch({ closed: () => {}, moved: () => {} });
const seen = [...simulateLine({ seed: 1, framesPerSecond: 15 }, 3_600)];
const key = { sourceId: 'demo', model: { name: 'pcb-defects', version: '1.0.0' } };
const observed = timed(rounds, () => {
  for (const [index, observation] of seen.entries()) watch.observe(key, index * 66, observation);
});
bench('observePrediction', observed / seen.length, 0.02);

for (const format of ['gray8', 'yuv420p', 'rgb24'] as const) {
  const picture = seededPicture({ format, width: 640, height: 640 }, 3);
  for (let warm = 0; warm < 300; warm += 1) pictureFeatures(picture);
  bench(
    `pictureFeatures-${format}`,
    timed(300, () => pictureFeatures(picture)),
    0.2,
  );
}
