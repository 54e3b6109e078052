import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpreadWindow } from '../../../main/domain/spread-window.ts';

const exact = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? 0;

describe('a spread over the last seconds', () => {
  it('is within 2.1 % of the exact percentiles', () => {
    const value = fc.double({ min: 0.06, max: 100_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), (values) => {
        const window = new SpreadWindow(5);
        for (const each of values) window.add(each, 1_000);
        const { p50, p95 } = window.read(1_000);
        expect(Math.abs(p50 / exact(values, 0.5) - 1)).toBeLessThan(0.021);
        expect(Math.abs(p95 / exact(values, 0.95) - 1)).toBeLessThan(0.021);
      }),
    );
  });

  it('forgets what is older than its window', () => {
    const window = new SpreadWindow(3);
    window.add(100, 0);
    window.add(1, 2_500);
    expect(window.read(2_900).p95).toBeCloseTo(100, -1);
    expect(window.read(3_100).p95).toBeCloseTo(1, 1);
    expect(window.read(60_000)).toEqual({ p50: 0, p95: 0 });
  });

  it('counts values a second, and falls to nothing when they stop', () => {
    const window = new SpreadWindow(5);
    for (let at = 0; at < 10_000; at += 50) window.add(3, at);
    expect(window.perSecond(10_000)).toBeCloseTo(20, 0);
    expect(window.perSecond(12_000)).toBeLessThan(15);
    expect(window.perSecond(20_000)).toBe(0);
  });
});
