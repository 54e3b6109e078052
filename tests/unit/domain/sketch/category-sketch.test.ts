import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CategorySketch } from '../../../../main/domain/sketch/category-sketch.ts';
import { uniform } from '../../../support/random-streams.ts';

function sketchOf(labels: readonly string[]): CategorySketch {
  const sketch = new CategorySketch();
  for (const label of labels) sketch.add(label);
  return sketch;
}

const labels = fc.array(fc.constantFrom('open', 'short', 'spur', 'copper', 'constructor'), { maxLength: 60 });

describe('a sketch of classes', () => {
  it('is the same merged as whole, and comes back from JSON as it went', () => {
    fc.assert(
      fc.property(labels, labels, (one, other) => {
        const merged = sketchOf(one);
        merged.merge(sketchOf(other));
        expect(merged.counts()).toEqual(sketchOf([...one, ...other]).counts());
        expect(merged.count).toBe(one.length + other.length);
        const data = merged.toData();
        expect(CategorySketch.fromData(JSON.parse(JSON.stringify(data))).toData()).toEqual(data);
      }),
    );
  });

  it('counts labels beyond its limit together', () => {
    const sketch = sketchOf(Array.from({ length: 1_000 }, (_, index) => `label-${index}`));
    expect([sketch.counts().length, sketch.other, sketch.count]).toEqual([128, 872, 1000]);
    const merged = sketchOf(['another']);
    merged.merge(sketch);
    expect([merged.counts().length, merged.other, merged.count]).toEqual([128, 873, 1001]);
  });

  it('knows that the same label in thirty frames on end is not thirty labels', () => {
    const next = uniform(3);
    const pick = (): string => ['open', 'short', 'spur', 'copper'][Math.floor(next() * 4)] ?? 'open';
    const apart = sketchOf(Array.from({ length: 30_000 }, pick));
    const held = sketchOf(Array.from({ length: 1_000 }, pick).flatMap((label) => new Array<string>(30).fill(label)));
    expect(apart.inflation).toBeLessThan(1.7);
    expect(held.inflation).toBeGreaterThan(20);
    expect(held.inflation).toBeLessThan(60);
  });
});
