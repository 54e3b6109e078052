import { describe, expect, it } from 'vitest';
import { createRandom, mixSeed } from '../../../../main/capture/demo-line/random.ts';

const draw = <T>(count: number, take: () => T): readonly T[] => Array.from({ length: count }, take);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('createRandom', () => {
  it('repeats itself for the same seed', () => {
    const [one, two] = [createRandom(5), createRandom(5)];
    expect(draw(50, one.next)).toEqual(draw(50, two.next));
  });

  it('is uniform in [0, 1)', () => {
    const values = draw(20_000, createRandom(1).next);
    // One standard error of the mean is 0.002.
    expect(mean(values)).toBeCloseTo(0.5, 2);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
  });

  it('draws Poisson counts with the asked mean and variance, within four standard errors', () => {
    const random = createRandom(2);
    const counts = draw(20_000, () => random.poisson(3));
    const centre = mean(counts);
    expect(Math.abs(centre - 3)).toBeLessThan(0.05);
    expect(Math.abs(mean(counts.map((n) => (n - centre) ** 2)) - 3)).toBeLessThan(0.13);
  });

  it('never draws a Poisson count above nothing for a mean of nothing', () => {
    const random = createRandom(3);
    expect(new Set(draw(100, () => random.poisson(0)))).toEqual(new Set([0]));
  });

  it('draws whole numbers with both ends included', () => {
    const random = createRandom(4);
    expect(new Set(draw(200, () => random.integer(1, 3)))).toEqual(new Set([1, 2, 3]));
  });
});

describe('mixSeed', () => {
  it('gives neighbours seeds of their own', () => {
    expect(new Set(Array.from({ length: 1000 }, (_, i) => mixSeed(1, i))).size).toBe(1000);
  });
});
