import { describe, expect, it } from 'vitest';
import { FeatureSketches } from '../../../../main/domain/drift/feature-sketches.ts';
import { featureSpecs } from '../../../../main/domain/drift/features.ts';
import { LevelWatch } from '../../../../main/domain/drift/level-watch.ts';
import { NumberSketch } from '../../../../main/domain/sketch/number-sketch.ts';
import { type SimulatedLine, simulateLine } from '../../../support/simulated-line.ts';

const hour = 3_600;
const framesPerSecond = 5;

function reference(): NumberSketch {
  const sketches = new FeatureSketches();
  for (const seen of simulateLine({ seed: 1, framesPerSecond }, 4 * hour)) sketches.add(seen);
  return sketches.numbers.brightness;
}

const known = reference();

/** The seconds at which the level of brightness was said to have moved. */
function noticed(line: Omit<SimulatedLine, 'framesPerSecond'>, seconds: number): readonly number[] {
  const watch = LevelWatch.against(known, featureSpecs.brightness.leastShift);
  const values = [...simulateLine({ ...line, framesPerSecond }, seconds)].map(
    ({ picture }) => picture?.brightness ?? 0,
  );
  return values.flatMap((value, index) => (watch?.add(value) === undefined ? [] : [index / framesPerSecond]));
}

describe('a watch over a level', () => {
  it('says nothing of a still line for an hour, whatever the seed', () => {
    const seeds = Array.from({ length: 40 }, (_, index) => 500 + index);
    expect(seeds.flatMap((seed) => noticed({ seed }, hour))).toEqual([]);
  });

  it('notices a lamp that loses a third within ten minutes, both ways', () => {
    for (const factor of [0.67, 1.33]) {
      const [first] = noticed({ seed: 7, light: (second) => (second < 900 ? 1 : factor) }, hour);
      expect(first).toBeGreaterThan(900);
      expect(first).toBeLessThan(1_500);
    }
  });

  it('needs a reference that knows its own unrest', () => {
    expect(LevelWatch.against(new NumberSketch(featureSpecs.brightness.scale), 2)).toBeUndefined();
  });

  it('lets a level pass that moved by less than matters, however still the reference stood', () => {
    const still = new NumberSketch(featureSpecs.brightness.scale);
    for (let index = 0; index < 20_000; index += 1) still.add(100);
    const watch = LevelWatch.against(still, 2);
    const changes = Array.from({ length: 200_000 }, () => watch?.add(100.9));
    expect(changes.filter((change) => change !== undefined)).toEqual([]);
    expect(Array.from({ length: 20_000 }, () => watch?.add(112)).find((change) => change !== undefined)).toMatchObject({
      direction: 'up',
      mean: 112,
    });
  });
});
