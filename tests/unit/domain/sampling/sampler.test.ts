import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeptLately, windowStarts } from '../../../../main/domain/sampling/limits.ts';
import { lotOf } from '../../../../main/domain/sampling/lot.ts';
import { Sampler, type SamplingWish } from '../../../../main/domain/sampling/sampler.ts';
import { usualSampling } from '../../../../preload/contract/sampling.ts';

const box = { x: 0, y: 0, width: 5, height: 5 };
const scored = (...scores: readonly number[]) => scores.map((score) => ({ label: 'open', score, box }));
const start = 1_760_000_040_000 - (1_760_000_040_000 % 86_400_000);
const limitless = { perMinute: 10_000, perHour: 100_000, perDay: 1_000_000 };

function samplerWith(settings: Partial<SamplingWish['settings']> = {}, kept: readonly number[] = [0, 0, 0]) {
  const { mostBytes: _, ...usual } = usualSampling;
  const wish = { settings: { ...usual, ...limitless, controlShare: 0, ...settings }, seed: 7, kept };
  const sampler = new Sampler(wish, start);
  let count = 0;
  return (scores: readonly number[], at = start, part: number | null | undefined = undefined) => {
    count += 1;
    return sampler.decide({ id: `cam-1-${count}`, wallTime: at, part }, scored(...scores));
  };
}

describe('the sampler', () => {
  it('keeps a frame just where some detection lies in the band', () => {
    const scores = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });
    fc.assert(
      fc.property(scores, (all) => {
        const isUnsure = all.some((score) => score >= 0.4 && score < 0.7);
        expect(samplerWith()(all)).toBe(isUnsure ? 'unsure' : undefined);
      }),
    );
  });

  it('keeps nothing when it is off', () => {
    const decide = samplerWith({ on: false, controlShare: 1 });
    expect([decide([0.5]), decide([])]).toEqual([undefined, undefined]);
  });

  it('keeps one unsure frame of each part, and goes on where parts are not known', () => {
    const decide = samplerWith();
    expect([1, 1, 2, 2, null, null].map((part) => decide([0.5], start, part))).toEqual([
      'unsure',
      undefined,
      'unsure',
      undefined,
      'unsure',
      'unsure',
    ]);
  });

  it('draws a control share that is near what was asked for, whatever the frames show', () => {
    const decide = samplerWith({ controlShare: 0.05 });
    const kept = Array.from({ length: 20_000 }, () => decide([0.9])).filter((reason) => reason === 'control').length;
    expect(kept / 20_000).toBeGreaterThan(0.045);
    expect(kept / 20_000).toBeLessThan(0.055);
  });

  it('goes by what was fitted to a model where something was, label by label, and by the settings where not', () => {
    const { mostBytes: _, ...usual } = usualSampling;
    const fitted = { low: 0.6, high: 0.9, byLabel: { spur: { low: 0.1, high: 0.2 } } };
    const wish = {
      settings: { ...usual, ...limitless, controlShare: 0 },
      bands: [null, fitted],
      seed: 7,
      kept: [0, 0, 0],
    };
    const decide = (label: string, score: number, model: number) =>
      new Sampler(wish, start).decide({ id: 'cam-1-1', wallTime: start, part: null }, [{ label, score }], model);
    expect([decide('open', 0.5, 0), decide('open', 0.8, 0)]).toEqual(['unsure', undefined]);
    expect([decide('open', 0.5, 1), decide('open', 0.8, 1)]).toEqual([undefined, 'unsure']);
    expect([decide('spur', 0.15, 1), decide('spur', 0.8, 1)]).toEqual(['unsure', undefined]);
  });

  it('takes doubt for none that lies outside of the region that judges, by the centre of its box, model by model', () => {
    const { mostBytes: _, ...usual } = usualSampling;
    const left = [
      { x: 0, y: 0 },
      { x: 0.5, y: 0 },
      { x: 0.5, y: 1 },
      { x: 0, y: 1 },
    ];
    const wish = {
      settings: { ...usual, ...limitless, controlShare: 0 },
      bands: [null, null],
      regions: [left, null],
      seed: 7,
      kept: [0, 0, 0],
    };
    const sampler = new Sampler(wish, start);
    const decide = (x: number, width: number, model = 0) => {
      const frame = { id: `cam-1-${x}`, wallTime: start, part: null, width, height: 100 };
      return sampler.decide(frame, [{ label: 'open', score: 0.5, box: { x, y: 10, width: 20, height: 20 } }], model);
    };
    expect([decide(35, 100), decide(45, 100), decide(90, 100)]).toEqual(['unsure', undefined, undefined]);
    expect([decide(90, 100, 1), decide(90, 400), decide(45, 100)]).toEqual(['unsure', 'unsure', undefined]);
  });

  it('draws its control share whatever lies where', () => {
    const { mostBytes: _, ...usual } = usualSampling;
    const nowhere = [
      { x: 0, y: 0 },
      { x: 0.01, y: 0 },
      { x: 0, y: 0.01 },
    ];
    const wish = { settings: { ...usual, controlShare: 1 }, regions: [nowhere], seed: 7, kept: [0, 0, 0] };
    const frame = { id: 'cam-1-1', wallTime: start, part: null, width: 100, height: 100 };
    expect(new Sampler(wish, start).decide(frame, scored(0.5))).toBe('control');
  });

  it('draws frames for each of several models, none of them for two, whatever each of them sees', () => {
    const { mostBytes: _, ...usual } = usualSampling;
    const settings = { ...usual, ...limitless, controlShare: 0.02 };
    const sampler = new Sampler({ settings, bands: [null, null, null], seed: 7, kept: [0, 0, 0] }, start);
    const drawn = [0, 0, 0];
    for (let index = 0; index < 20_000; index += 1) {
      const frame = { id: `cam-1-${index}`, wallTime: start + index * 66, part: null };
      const reasons = [0.5, 0.5, 0.5].map((score, model) => sampler.decide(frame, [{ score }], model));
      const controls = reasons.filter((reason) => reason === 'control').length;
      expect(controls === 0 || !reasons.includes('unsure')).toBe(true);
      for (const [model, reason] of reasons.entries()) if (reason === 'control') drawn[model] = (drawn[model] ?? 0) + 1;
    }
    for (const count of drawn) {
      expect(count / 20_000).toBeGreaterThan(0.017);
      expect(count / 20_000).toBeLessThan(0.023);
    }
  });

  it('draws the same frames again from the same names, and others for another station', () => {
    const drawn = (seed: number) => Array.from({ length: 2_000 }, (_, index) => lotOf(`cam-${index}`, seed) < 0.02);
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
  });

  it('never keeps more than a limit allows in any of its windows', () => {
    const limits = fc.record({
      perMinute: fc.integer({ min: 0, max: 5 }),
      perHour: fc.integer({ min: 0, max: 20 }),
      perDay: fc.integer({ min: 0, max: 40 }),
    });
    const steps = fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(limits, steps, (given, gaps) => {
        const decide = samplerWith(given);
        const kept: number[] = [];
        let at = start;
        for (const gap of gaps) {
          at += gap;
          if (decide([0.5], at) !== undefined) kept.push(at);
        }
        const most = [given.perMinute, given.perHour, given.perDay];
        [60_000, 3_600_000, 86_400_000].forEach((ms, index) => {
          const inWindow = Map.groupBy(kept, (time) => Math.floor(time / ms));
          for (const times of inWindow.values()) expect(times.length).toBeLessThanOrEqual(most[index] ?? 0);
        });
      }),
    );
  });

  it('leaves a tenth of each limit to the control share on a bad day', () => {
    const limits = { perMinute: 10, perHour: 10, perDay: 10 };
    const lately = new KeptLately(limits, [0, 0, 0], start);
    for (let count = 0; count < 9; count += 1) lately.count(start);
    expect([lately.hasRoom(start, false), lately.hasRoom(start, true)]).toEqual([false, true]);
    lately.count(start);
    expect([lately.hasRoom(start, true), lately.hasRoom(start + 86_400_000, true)]).toEqual([false, true]);
  });

  it('goes on counting where the worker before it stopped', () => {
    expect(samplerWith({ perHour: 60 }, [0, 60, 60])([0.5])).toBeUndefined();
    expect(samplerWith({ perHour: 60 }, [0, 53, 60])([0.5])).toBe('unsure');
  });

  it('shares its limits with the samplers of other lines, and a newer wish counts for all of them', () => {
    const { mostBytes: _, ...usual } = usualSampling;
    const settings = { ...usual, perMinute: 4, perHour: 100, perDay: 100, controlShare: 1 };
    const limits = {};
    const [left, right] = [1, 2].map((seed) => new Sampler({ settings, seed, kept: [0, 0, 0] }, start, limits));
    const keptBy = (sampler: Sampler | undefined, line: string): number =>
      Array.from({ length: 5 }, (_, index) =>
        sampler?.decide({ id: `${line}-${index}`, wallTime: start, part: null }, scored(0.5)),
      ).filter((reason) => reason !== undefined).length;
    expect([keptBy(left, 'left'), keptBy(right, 'right')]).toEqual([4, 0]);
    const newer = new Sampler({ settings: { ...settings, perMinute: 6 }, seed: 1, kept: [4, 4, 4] }, start, limits);
    expect([keptBy(right, 'right'), keptBy(newer, 'newer')]).toEqual([2, 0]);
  });

  it('counts its windows from whole minutes, hours and days', () => {
    expect(windowStarts(start + 3_725_000)).toEqual([start + 3_720_000, start + 3_600_000, start]);
  });
});
