import type { ConfidenceBand, ConfidenceFit, ScoreScaling } from '../../../preload/contract/confidence.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { fail, type Outcome, succeed } from '../outcome.ts';
import { lotOf } from '../sampling/lot.ts';
import { frameVerdict } from '../verdict.ts';
import { asDrawn, cellsFor } from './cells.ts';
import { promisedBand } from './promised-band.ts';
import { reliabilityOf } from './reliability.ts';
import { isGood, type JudgedDetection, judgeDetections, type ReviewedPicture, realDefects } from './reviewed.ts';
import { type Drawn, leastRate, lowestCeiling, missingFor, tallyOf } from './risk.ts';
import { fitScaling, logLoss, scale } from './scaling.ts';

export type FittedCard = Pick<PictureCard, 'task' | 'labels' | 'goodLabels' | 'thresholds'>;

export interface ConfidenceWish {
  readonly missRate: number;
  readonly falseRejectRate?: number | undefined;
}

/** Of fewer drawn by lot nothing can be told; then all that were reviewed are looked at. */
const leastDrawn = 30;
const halves = 0x5ca1e;
const unscaled: ScoreScaling = { temperature: 1, shift: 0 };

export const defectsDrawn = (pictures: readonly ReviewedPicture[], card: FittedCard) =>
  pictures.filter(({ drawn }) => drawn).flatMap((picture) => realDefects(picture, card));

/** Each good picture by its surest detection: that is what it would fail by. */
export const goodDrawn = (pictures: readonly ReviewedPicture[], card: FittedCard): readonly Drawn[] =>
  pictures
    .filter((picture) => picture.drawn && isGood(picture, card))
    .map(({ group, found }) => ({ group, score: Math.max(0, ...found.map(({ score }) => score)) }));

/** Those drawn by lot where there are enough: the others are here because of their scores, and there are more of these. */
export function fairSample(judged: readonly JudgedDetection[]): readonly JudgedDetection[] {
  const drawn = judged.filter((each) => each.drawn);
  return drawn.length >= leastDrawn ? drawn : judged;
}

/**
 * What can be promised of pictures as they come, and where the thresholds then lie. They rest on those drawn by lot alone,
 * which are to the pictures to come as one draw is to the next; the worth of a score may be learned from all of them.
 */
export function fitConfidence(
  pictures: readonly ReviewedPicture[],
  card: FittedCard,
  { missRate, falseRejectRate }: ConfidenceWish,
): Outcome<Omit<ConfidenceFit, 'model'>> {
  const defects = defectsDrawn(pictures, card);
  const cells = cellsFor(defects, missRate);
  if (cells === undefined) return tooFewDefects(asDrawn(defects, 'any'), missRate);
  const good = goodDrawn(pictures, card);
  const ceiling = falseRejectRate === undefined ? undefined : lowestCeiling(good, falseRejectRate);
  if (falseRejectRate !== undefined && ceiling === undefined) return tooFew('good pictures', good, 0, falseRejectRate);
  const band = promisedBand(cells, ceiling ?? card.thresholds.unsure[1]);
  const promise = {
    missRate,
    falseRejectRate: falseRejectRate ?? null,
    cells: [...cells],
    defects: defects.length,
    good: good.length,
  };
  const [low, high] = card.thresholds.unsure;
  const routes = { before: routesOf(pictures, { low, high }), after: routesOf(pictures, band) };
  return succeed({ band, promise, routes, ...worthOfScores(pictures, card) });
}

/** Fitted on one half of the parts, measured on the other. Used only where that half says that it helps. */
function worthOfScores(pictures: readonly ReviewedPicture[], card: FittedCard) {
  const judged = pictures.flatMap((picture) => judgeDetections(picture, card));
  const isHeldOut = ({ group }: JudgedDetection): boolean => lotOf(group, halves) < 0.5;
  const heldOut = fairSample(judged.filter(isHeldOut));
  const fitted = fitScaling(judged.filter((each) => !isHeldOut(each)));
  const before = reliabilityOf(heldOut);
  const helps = fitted !== undefined && heldOut.length > 0 && logLoss(heldOut, fitted) < logLoss(heldOut, unscaled);
  if (!helps) return { scaling: null, before, after: before };
  return { scaling: fitted, before, after: reliabilityOf(scale(heldOut, fitted)) };
}

function routesOf(pictures: readonly ReviewedPicture[], band: ConfidenceBand) {
  const drawn = pictures.filter((picture) => picture.drawn);
  const counts = { pass: 0, unsure: 0, fail: 0 };
  for (const { found } of drawn) counts[frameVerdict(found, band)] += 1;
  const of = (count: number): number => (drawn.length === 0 ? 0 : count / drawn.length);
  return { pass: of(counts.pass), unsure: of(counts.unsure), fail: of(counts.fail) };
}

function tooFewDefects(drawn: readonly Drawn[], rate: number): Outcome<never> {
  const unseen = drawn.filter(({ score }) => score <= 0).length;
  if (unseen === 0 || unseen / drawn.length < rate) return tooFew('defects', drawn, unseen, rate);
  return fail('wrong_state', {
    thing: 'The promise',
    expected: `a model that misses at most ${inHundred(rate)} whatever the threshold`,
    received: `${unseen} of ${drawn.length} reviewed defects where it saw nothing at all`,
    remedy: `Train it with these, or promise ${inHundred(leastRate(tallyOf(drawn), unseen))}.`,
  });
}

function tooFew(what: string, drawn: readonly Drawn[], lost: number, rate: number): Outcome<never> {
  const tally = tallyOf(drawn);
  const missing = missingFor(tally, lost, rate);
  const least = leastRate(tally, lost);
  const now = least < 1 ? ` From these ${inHundred(least)} can be promised.` : '';
  return fail('wrong_state', {
    thing: 'The promise',
    expected: `${tally.members + missing} reviewed ${what} in pictures drawn by lot`,
    received: `${tally.members}`,
    remedy: `${missing} more reviewed ${what} are needed to promise ${inHundred(rate)}.${now}`,
  });
}

/** Upwards: what is promised must not be less than what can be kept. */
const inHundred = (rate: number): string => `${Math.ceil(rate * 1_000 - 1e-6) / 10} in 100`;
