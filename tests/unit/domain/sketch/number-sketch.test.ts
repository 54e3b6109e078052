import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberSketch } from '../../../../main/domain/sketch/number-sketch.ts';
import { binOf, binWidth, edgePlace, type Scale, valueAt } from '../../../../main/domain/sketch/scale.ts';

const linear: Scale = { kind: 'linear', low: 0, high: 1, bins: 64 };
const log: Scale = { kind: 'log', low: 0.001, high: 1, bins: 64 };
const anyScale = fc.constantFrom(linear, log);
const sample = fc.array(fc.double({ min: 0.0011, max: 0.999, noNaN: true }), { minLength: 2, maxLength: 200 });

function sketchOf(scale: Scale, values: readonly number[]): NumberSketch {
  const sketch = new NumberSketch(scale);
  for (const value of values) sketch.add(value);
  return sketch;
}

describe('a sketch of numbers', () => {
  it('knows ranks at bin edges exactly, and elsewhere to within the share of one bin', () => {
    fc.assert(
      fc.property(anyScale, sample, fc.nat(63), (scale, values, bin) => {
        const sketch = sketchOf(scale, values);
        const below = sketch.counts.slice(0, bin).reduce((sum, count) => sum + count, 0);
        expect(below).toBe(values.filter((value) => binOf(scale, value) < bin).length);
        const edge = valueAt(scale, edgePlace(scale, bin));
        // Values within rounding of the edge may lie on either side of it.
        const clear = values.filter((value) => Math.abs(value / edge - 1) > 1e-9);
        if (clear.length === values.length) expect(below).toBe(values.filter((value) => value < edge).length);
      }),
    );
  });

  it('reads quantiles to within one bin', () => {
    fc.assert(
      fc.property(sample, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
        const exact = values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? 0;
        expect(Math.abs((sketchOf(linear, values).quantile(share) ?? 9) - exact)).toBeLessThanOrEqual(binWidth(linear));
        const ratio = Math.abs(Math.log((sketchOf(log, values).quantile(share) ?? 9) / exact));
        expect(ratio).toBeLessThanOrEqual(binWidth(log));
      }),
    );
  });

  it('keeps count, mean, variance, least and most as if it had kept the values', () => {
    fc.assert(
      fc.property(sample, (values) => {
        const { count, mean, variance, min, max } = sketchOf(linear, values);
        const exactMean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const squares = values.reduce((sum, value) => sum + (value - exactMean) ** 2, 0);
        expect([count, min, max]).toEqual([values.length, Math.min(...values), Math.max(...values)]);
        expect(mean).toBeCloseTo(exactMean, 12);
        expect(variance).toBeCloseTo(squares / (values.length - 1), 12);
      }),
    );
  });

  it('is the same merged as whole', () => {
    fc.assert(
      fc.property(anyScale, sample, sample, (scale, one, other) => {
        const merged = sketchOf(scale, one);
        merged.merge(sketchOf(scale, other));
        const whole = sketchOf(scale, [...one, ...other]);
        expect([...merged.counts]).toEqual([...whole.counts]);
        expect([merged.count, merged.min, merged.max]).toEqual([whole.count, whole.min, whole.max]);
        expect(merged.mean).toBeCloseTo(whole.mean, 12);
        expect(merged.variance).toBeCloseTo(whole.variance, 12);
      }),
    );
  });

  it('comes back from JSON as it went', () => {
    fc.assert(
      fc.property(anyScale, sample, (scale, values) => {
        const data = sketchOf(scale, values).toData();
        const back = NumberSketch.fromData(scale, JSON.parse(JSON.stringify(data)));
        expect(back.toData()).toEqual(data);
        expect(back.quantile(0.5)).toBe(sketchOf(scale, values).quantile(0.5));
      }),
    );
  });

  it('stays small however much it has seen', () => {
    const sketch = new NumberSketch({ kind: 'linear', low: 0, high: 256, bins: 512 });
    for (let index = 0; index < 300_000; index += 1) sketch.add((index * 7919) % 256);
    expect(JSON.stringify(sketch.toData()).length).toBeLessThan(6_000);
  });

  it('counts values beyond its ends in its end bins, and leaves out what is no number', () => {
    const sketch = sketchOf(linear, [-5, 7, Number.NaN, Number.POSITIVE_INFINITY]);
    expect([sketch.count, sketch.counts[0], sketch.counts[63], sketch.min, sketch.max]).toEqual([2, 1, 1, -5, 7]);
    expect(sketchOf(log, [0, -1]).counts[0]).toBe(2);
    expect(new NumberSketch(linear).quantile(0.5)).toBeUndefined();
    expect(NumberSketch.fromData(linear, new NumberSketch(linear).toData()).min).toBeUndefined();
  });
});
