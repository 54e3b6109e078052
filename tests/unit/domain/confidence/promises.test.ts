import { describe, expect, it } from 'vitest';
import { asDrawn, cellsFor } from '../../../../main/domain/confidence/cells.ts';
import type { FittedCard } from '../../../../main/domain/confidence/fit.ts';
import { fitConfidence, goodDrawn } from '../../../../main/domain/confidence/fit.ts';
import { realDefects } from '../../../../main/domain/confidence/reviewed.ts';
import { highestFloor } from '../../../../main/domain/confidence/risk.ts';
import { frameVerdict } from '../../../../main/domain/verdict.ts';
import { drawPictures, type LineTraits } from '../../../support/drawn-line.ts';
import { uniform } from '../../../support/random-streams.ts';

const cardOf = (labels: readonly string[]): FittedCard => ({
  task: 'detect',
  labels: [...labels],
  thresholds: { score: 0.05, overlap: 0.5, unsure: [0.4, 0.7] },
});
const card = cardOf(['open']);

/** So many that what they say is taken for the truth. */
const truthOf = (traits: LineTraits, seed: number) => drawPictures(uniform(seed), 60_000, traits);

const defectsOf = (pictures: ReturnType<typeof truthOf>, of: FittedCard) =>
  pictures.flatMap((picture) => realDefects(picture, of));

/** The share of all real defects that score below a floor, by a table: asked thousands of times. */
function missTable(pictures: ReturnType<typeof truthOf>, of: FittedCard, label?: string): (floor: number) => number {
  const defects = defectsOf(pictures, of).filter((defect) => label === undefined || defect.label === label);
  const scores = asDrawn(defects, label === undefined ? 'any' : [label])
    .map(({ score }) => score)
    .sort((a, b) => a - b);
  return (floor) => {
    let [from, to] = [0, scores.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((scores[middle] ?? 0) < floor) from = middle + 1;
      else to = middle;
    }
    return from / scores.length;
  };
}

/** Mean and its standard error over drawn data sets. */
function meanOf(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}

const rounds = 600;

describe('the promised miss rate, on drawn data', () => {
  const traits: LineTraits = { spread: 1.5, mostDefects: 4 };
  const missedAt = missTable(truthOf(traits, 99), card);

  it.each([
    [0.02, 400],
    [0.05, 70],
    [0.1, 40],
  ])('of %d is kept over many data sets of %i pictures, and is no more cautious than it must be', (rate, pictures) => {
    const realised = Array.from({ length: rounds }, (_, round) => {
      const defects = defectsOf(drawPictures(uniform(round), pictures, traits), card);
      const floor = highestFloor(asDrawn(defects, 'any'), rate);
      return floor === undefined ? [] : [missedAt(floor)];
    }).flat();
    expect(realised.length).toBeGreaterThan(rounds / 2);
    const { mean, error } = meanOf(realised);
    expect(mean).toBeLessThanOrEqual(rate + 3 * error);
    expect(mean).toBeGreaterThan(rate / 4);
  });

  it('would be broken by the plain share of the reviewed defects: this test can fail', () => {
    const rate = 0.05;
    const realised = Array.from({ length: rounds }, (_, round) => {
      const defects = defectsOf(drawPictures(uniform(round), 12, traits), card);
      const scores = asDrawn(defects, 'any')
        .map(({ score }) => score)
        .sort((a, b) => a - b);
      return missedAt(scores[Math.ceil(rate * scores.length)] ?? 0);
    });
    const { mean, error } = meanOf(realised);
    expect(mean).toBeGreaterThan(rate + 3 * error);
  });

  it('counts pictures whose defects are all alike as the few draws that they are', () => {
    const [rate, parts] = [0.1, 15];
    // Scores from 0 to 1, each as likely: below a floor lies as large a share as the floor says.
    const floors = Array.from({ length: 2_000 }, (_, round) => {
      const next = uniform(round);
      const alike = Array.from({ length: parts }, (__, part) => {
        const score = next();
        return Array.from({ length: 4 }, () => ({ group: `part ${part}`, score }));
      }).flat();
      const apart = alike.map(({ score }, index) => ({ group: `part ${index}`, score }));
      return { asParts: highestFloor(alike, rate) ?? 0, asDefects: highestFloor(apart, rate) ?? 0 };
    });
    const asParts = meanOf(floors.map((each) => each.asParts));
    const asDefects = meanOf(floors.map((each) => each.asDefects));
    expect(asParts.mean).toBeLessThanOrEqual(rate + 3 * asParts.error);
    expect(asDefects.mean).toBeGreaterThan(rate + 3 * asDefects.error);
  });

  it('would be broken by pictures that were kept because the model was unsure of them', () => {
    const rate = 0.05;
    const isUnsure = ({ found }: { found: readonly { score: number }[] }): boolean =>
      found.some(({ score }) => score >= 0.4 && score < 0.7);
    const realised = (keep: (picture: ReturnType<typeof truthOf>[number]) => boolean): readonly number[] =>
      Array.from({ length: 200 }, (_, round) => {
        const pictures = drawPictures(uniform(round), 400, traits).filter(keep);
        const floor = highestFloor(asDrawn(defectsOf(pictures, card), 'any'), rate);
        return floor === undefined ? [] : [missedAt(floor)];
      }).flat();
    const [drawn, chosen] = [meanOf(realised(() => true)), meanOf(realised(isUnsure))];
    expect(drawn.mean).toBeLessThanOrEqual(rate + 3 * drawn.error);
    expect(Math.abs(chosen.mean - rate)).toBeGreaterThan(10 * chosen.error);
  });
});

describe('labels of which one is harder than the other', () => {
  const logits = { open: 3.2, spur: 1.0 };
  const traits: LineTraits = { logits, spread: 0.6, mostDefects: 2 };
  const both = cardOf(['open', 'spur']);
  const truth = truthOf(traits, 7);
  const rate = 0.08;

  it('each keep the promise, which one floor for all would break for the harder one', () => {
    const missedSpur = missTable(truth, both, 'spur');
    const missedOpen = missTable(truth, both, 'open');
    const apart: { spur: number; open: number; pooled: number }[] = [];
    for (let round = 0; round < rounds / 2; round += 1) {
      const defects = defectsOf(drawPictures(uniform(round), 260, traits), both);
      const cells = cellsFor(defects, rate) ?? [];
      const floorOf = (label: string): number => cells.find(({ labels }) => labels.includes(label))?.low ?? 0;
      const pooled = highestFloor(asDrawn(defects, 'any'), rate) ?? 0;
      expect(cells).toHaveLength(2);
      apart.push({
        spur: missedSpur(floorOf('spur')),
        open: missedOpen(floorOf('open')),
        pooled: missedSpur(pooled),
      });
    }
    const [spur, open, pooled] = (['spur', 'open', 'pooled'] as const).map((key) =>
      meanOf(apart.map((each) => each[key])),
    );
    expect(spur?.mean).toBeLessThanOrEqual(rate + 3 * (spur?.error ?? 0));
    expect(open?.mean).toBeLessThanOrEqual(rate + 3 * (open?.error ?? 0));
    expect(pooled?.mean).toBeGreaterThan(rate + 3 * (pooled?.error ?? 0));
  });
});

describe('the promised share of good parts that fail', () => {
  const traits: LineTraits = { goodShare: 0.7 };
  const good = goodDrawn(truthOf(traits, 5), card);

  it('is kept together with the other over many data sets, by the verdicts of the station', () => {
    const [missRate, falseRejectRate] = [0.05, 0.04];
    const truth = truthOf(traits, 6).slice(0, 6_000);
    const defective = truth.filter(({ said }) => said.length > 0);
    const realised: { failed: number; passed: number }[] = [];
    for (let round = 0; round < 100; round += 1) {
      const pictures = drawPictures(uniform(round), 220, traits);
      const fitted = fitConfidence(pictures, card, { missRate, falseRejectRate });
      if (!fitted.ok) continue;
      const { band } = fitted.value;
      const failed = good.filter(({ score }) => score >= band.high).length / good.length;
      const passed = defective.filter(({ found }) => frameVerdict(found, band) === 'pass').length / defective.length;
      realised.push({ failed, passed });
    }
    expect(realised.length).toBeGreaterThan(90);
    const failed = meanOf(realised.map((each) => each.failed));
    const passed = meanOf(realised.map((each) => each.passed));
    expect(failed.mean).toBeLessThanOrEqual(falseRejectRate + 3 * failed.error);
    expect(failed.mean).toBeGreaterThan(falseRejectRate / 3);
    expect(passed.mean).toBeLessThanOrEqual(missRate + 3 * passed.error);
  });
});
