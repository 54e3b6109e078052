import { describe, expect, it } from 'vitest';
import { NumberSketch } from '../../../../main/domain/sketch/number-sketch.ts';
import { normal, uniform } from '../../../support/random-streams.ts';

const scale = { kind: 'linear', low: -8, high: 8, bins: 64 } as const;

describe('how much neighbouring values resemble each other', () => {
  it('is about nothing for independent ones', () => {
    const next = normal(5);
    const sketch = new NumberSketch(scale);
    for (let index = 0; index < 50_000; index += 1) sketch.add(next());
    expect(sketch.inflation).toBeLessThan(1.7);
  });

  it('is what theory says of a stream that keeps nine tenths of its last value', () => {
    const next = normal(6);
    const sketch = new NumberSketch(scale);
    let value = 0;
    for (let index = 0; index < 100_000; index += 1) {
      value = 0.9 * value + Math.sqrt(1 - 0.81) * next();
      sketch.add(value);
    }
    // (1 + 0.9) / (1 - 0.9) = 19, from some two hundred batches.
    expect(sketch.inflation).toBeGreaterThan(12);
    expect(sketch.inflation).toBeLessThan(30);
  });

  it('survives merging and JSON', () => {
    const next = uniform(7);
    const halves = [new NumberSketch(scale), new NumberSketch(scale)];
    for (const half of halves) {
      for (let board = 0; board < 600; board += 1) {
        const value = next();
        for (let frame = 0; frame < 30; frame += 1) half.add(value);
      }
    }
    const [one = new NumberSketch(scale), other = new NumberSketch(scale)] = halves;
    const before = one.inflation;
    one.merge(NumberSketch.fromData(scale, other.toData()));
    expect(one.inflation / before).toBeGreaterThan(0.7);
    expect(one.inflation / before).toBeLessThan(1.4);
    expect(one.inflation).toBeGreaterThan(20);
  });

  it('is one where nothing changes, and where too little was seen', () => {
    const still = new NumberSketch(scale);
    for (let index = 0; index < 1_000; index += 1) still.add(3);
    expect([still.inflation, new NumberSketch(scale).inflation]).toEqual([1, 1]);
  });
});
