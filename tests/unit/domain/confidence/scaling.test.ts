import { describe, expect, it } from 'vitest';
import { reliabilityOf } from '../../../../main/domain/confidence/reliability.ts';
import { fitScaling, logLoss, scale } from '../../../../main/domain/confidence/scaling.ts';
import { scaledScore } from '../../../../preload/contract/confidence.ts';
import { uniform } from '../../../support/random-streams.ts';

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Detections of a model that is too sure of itself: what it says is the truth after this scaling. */
function drawn(seed: number, count: number, truth: { temperature: number; shift: number }) {
  const next = uniform(seed);
  return Array.from({ length: count }, (_, index) => {
    const score = sigmoid(8 * next() - 4);
    return { group: `part ${index >> 1}`, drawn: true, score, isRight: next() < scaledScore(truth, score) };
  });
}

describe('the scaling of scores', () => {
  it.each([
    { temperature: 2.5, shift: -0.6 },
    { temperature: 0.6, shift: 0.4 },
    { temperature: 1, shift: 0 },
  ])('finds the temperature $temperature and the shift $shift that scores were drawn with', (truth) => {
    const found = fitScaling(drawn(3, 20_000, truth));
    expect(Math.abs(1 / (found?.temperature ?? 0) - 1 / truth.temperature)).toBeLessThan(0.06);
    expect(Math.abs((found?.shift ?? 9) - truth.shift)).toBeLessThan(0.1);
  });

  it('is of greatest likelihood: a step to any side is worse', () => {
    const judged = drawn(5, 4_000, { temperature: 2, shift: 0.3 });
    const best = fitScaling(judged) ?? { temperature: 1, shift: 0 };
    for (const [temperature, shift] of [
      [1.1, 0],
      [0.9, 0],
      [1, 0.1],
      [1, -0.1],
    ] as const) {
      const aside = { temperature: best.temperature * temperature, shift: best.shift + shift };
      expect(logLoss(judged, aside)).toBeGreaterThan(logLoss(judged, best));
    }
  });

  it('makes scores worth what they say on detections that it was not fitted on', () => {
    const truth = { temperature: 3, shift: -0.5 };
    const fitted = fitScaling(drawn(1, 3_000, truth));
    if (fitted === undefined) throw new Error('Expected a scaling');
    const heldOut = drawn(2, 3_000, truth);
    const [before, after] = [reliabilityOf(heldOut).error, reliabilityOf(scale(heldOut, fitted)).error];
    expect(before?.low).toBeGreaterThan(0.1);
    expect(after?.value).toBeLessThan(0.03);
  });

  it('is finite where right and wrong are told apart without a mistake', () => {
    const judged = Array.from({ length: 40 }, (_, index) => ({
      score: index < 20 ? 0.2 : 0.8,
      isRight: index >= 20,
    }));
    const fitted = fitScaling(judged);
    expect(fitted?.temperature).toBeGreaterThan(0);
    expect(Number.isFinite(fitted?.shift)).toBe(true);
  });

  it('is none where too few of either kind were reviewed, or where a higher score is no better', () => {
    const few = drawn(4, 40, { temperature: 1, shift: 0 }).filter(({ isRight }, index) => isRight || index < 6);
    expect(fitScaling(few)).toBeUndefined();
    const upsideDown = drawn(6, 400, { temperature: 1, shift: 0 }).map((each) => ({ ...each, score: 1 - each.score }));
    expect(fitScaling(upsideDown)).toBeUndefined();
  });

  it('bears scores of nought and one', () => {
    expect(scaledScore({ temperature: 1, shift: 0 }, 0)).toBeCloseTo(0, 5);
    expect(scaledScore({ temperature: 1, shift: 0 }, 1)).toBeCloseTo(1, 5);
    expect(Number.isFinite(logLoss([{ score: 0, isRight: true }], { temperature: 1, shift: 0 }))).toBe(true);
  });
});

describe('reliability', () => {
  const of = (score: number, isRight: boolean, index: number) => ({ group: `${index}`, drawn: true, score, isRight });

  it('is told by bins of a tenth, and its error weighs each by how many lie in it', () => {
    const judged = [
      ...Array.from({ length: 8 }, (_, index) => of(0.85, index < 4, index)),
      ...Array.from({ length: 2 }, (_, index) => of(0.25, false, 10 + index)),
    ];
    const { bins, error, detections } = reliabilityOf(judged);
    expect(detections).toBe(10);
    expect(bins.map(({ from, detections: n, rightShare }) => [from, n, rightShare])).toEqual([
      [0.2, 2, 0],
      [0.8, 8, 0.5],
    ]);
    expect(error?.value).toBeCloseTo(0.8 * 0.35 + 0.2 * 0.25, 12);
    expect(error?.low).toBeLessThan(error?.value ?? 0);
    expect(error?.high).toBeGreaterThan(error?.value ?? 0);
  });

  it('of nothing says nothing', () => {
    expect(reliabilityOf([])).toEqual({ detections: 0, bins: [], error: null });
  });
});
