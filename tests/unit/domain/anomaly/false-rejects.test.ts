import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitFor, lowestRate, promisedLimits, usualRate } from '../../../../main/domain/anomaly/false-rejects.ts';
import { uniform } from '../../../../main/domain/bootstrap.ts';

const scores = fc.array(fc.float({ min: 0, max: 10, noNaN: true }), { minLength: 1, maxLength: 60 });

describe('the limit of a false-reject rate', () => {
  it('is one of the held-out scores, and never promises less than was asked for', () => {
    fc.assert(
      fc.property(scores, fc.double({ min: 0, max: 0.5, noNaN: true }), (held, rate) => {
        const found = limitFor(held, rate);
        expect(found === undefined).toBe(rate < lowestRate(held.length) - 1e-9);
        if (found === undefined) return;
        expect(held).toContain(found.limit);
        expect(found.rate).toBeLessThanOrEqual(rate + 1e-9);
      }),
    );
  });

  it('falls as more false rejects are allowed', () => {
    fc.assert(
      fc.property(scores, (held) => {
        const limits = promisedLimits(held).map(({ limit }) => limit);
        expect(limits).toEqual(limits.toSorted((a, b) => b - a));
      }),
    );
  });

  it('cannot promise less than one in n + 1', () => {
    const held = Array.from({ length: 19 }, (_, index) => index);
    expect(limitFor(held, 0.04)).toBeUndefined();
    expect(limitFor(held, 0.05)).toMatchObject({ limit: 18, rate: 0.05 });
  });

  it.each([10, 19, 30, 50])('never takes the highest of %i scores unless it is asked to', (count) => {
    const held = Array.from({ length: count }, (_, index) => index);
    const usual = limitFor(held, usualRate(held));
    expect(usual?.limit).toBeLessThan(count - 1);
    expect(usual?.rate).toBeGreaterThanOrEqual(2 / (count + 1) - 1e-9);
  });

  it('keeps its promise on drawn data: a new good part reaches the limit as often as was said', () => {
    const random = uniform(11);
    const draw = (): number => -Math.log(1 - random());
    for (const [count, rate] of [
      [10, 0.2],
      [30, 0.1],
      [50, 0.05],
    ] as const) {
      let [above, of] = [0, 0];
      for (let round = 0; round < 400; round += 1) {
        const found = limitFor(Array.from({ length: count }, draw), rate);
        for (let next = 0; next < 10; next += 1, of += 1) if (draw() > (found?.limit ?? 0)) above += 1;
      }
      const promised = limitFor(Array.from({ length: count }, draw), rate)?.rate ?? 0;
      expect(above / of).toBeCloseTo(promised, 1);
      expect(above / of).toBeLessThan(rate + 0.01);
    }
  });

  it('says how much the share may differ from one teaching to another', () => {
    const random = uniform(4);
    const [low, high] = limitFor(Array.from({ length: 30 }, random), 0.1)?.interval ?? [0, 0];
    let within = 0;
    for (let round = 0; round < 800; round += 1) {
      // Uniform scores: the share above a limit is what is left above it.
      const share = 1 - (limitFor(Array.from({ length: 30 }, random), 0.1)?.limit ?? 0);
      if (share >= low && share <= high) within += 1;
    }
    expect(within / 800).toBeGreaterThan(0.92);
    expect(within / 800).toBeLessThan(0.98);
  });
});
