import { type ScoreScaling, scaledScore } from '../../../preload/contract/confidence.ts';

interface Scored {
  readonly score: number;
  readonly isRight: boolean;
}

/** With fewer of either kind a curve says more of these few than of the model. */
const leastOfEach = 10;
/** As `scaledScore` bounds its odds. */
const mostLogit = Math.log(1e6);
const mostSteps = 60;
const settled = 1e-10;

const logitOf = (score: number): number =>
  Math.min(mostLogit, Math.max(-mostLogit, Math.log(score) - Math.log1p(-score)));

/** Mean negative log likelihood of what a person said: what a fit makes as small as it can be. */
export function logLoss(judged: readonly Scored[], scaling: ScoreScaling): number {
  const lossOf = ({ score, isRight }: Scored): number => {
    const margin = logitOf(score) / scaling.temperature + scaling.shift;
    return Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(0, isRight ? -margin : margin);
  };
  return judged.reduce((sum, each) => sum + lossOf(each), 0) / judged.length;
}

/**
 * Temperature and shift of greatest likelihood, by Newton's method. Targets are Platt's, a hair inside 0 and 1: scores that
 * tell right from wrong without a mistake would else have no best temperature. Undefined where there are too few of either,
 * or where a higher score is no better.
 */
export function fitScaling(judged: readonly Scored[]): ScoreScaling | undefined {
  const right = judged.filter(({ isRight }) => isRight).length;
  const wrong = judged.length - right;
  if (Math.min(right, wrong) < leastOfEach) return undefined;
  const targets = { right: (right + 1) / (right + 2), wrong: 1 / (wrong + 2) };
  const points = judged.map(({ score, isRight }) => ({
    x: logitOf(score),
    y: isRight ? targets.right : targets.wrong,
  }));
  let fit = { slope: 1, shift: 0 };
  for (let step = 0; step < mostSteps; step += 1) {
    const next = improve(points, fit);
    const moved = Math.abs(next.slope - fit.slope) + Math.abs(next.shift - fit.shift);
    fit = next;
    if (moved < settled) break;
  }
  return fit.slope > 0.01 ? { temperature: 1 / fit.slope, shift: fit.shift } : undefined;
}

interface Line {
  readonly slope: number;
  readonly shift: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function lossAt(points: readonly Point[], { slope, shift }: Line): number {
  return points.reduce((sum, { x, y }) => {
    const margin = slope * x + shift;
    return sum + Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(0, margin) - y * margin;
  }, 0);
}

/** One step of Newton's, halved until it is one downwards: the loss is convex. */
function improve(points: readonly Point[], at: Line): Line {
  let [g0, g1, h00, h01, h11] = [0, 0, 1e-12, 0, 1e-12];
  for (const { x, y } of points) {
    const p = 1 / (1 + Math.exp(-(at.slope * x + at.shift)));
    const weight = p * (1 - p);
    g0 += (p - y) * x;
    g1 += p - y;
    h00 += weight * x * x;
    h01 += weight * x;
    h11 += weight;
  }
  const determinant = h00 * h11 - h01 * h01;
  if (!(determinant > 0)) return at;
  const [slopeStep, shiftStep] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
  const before = lossAt(points, at);
  for (let share = 1; share > 1e-6; share /= 2) {
    const next = { slope: at.slope - share * slopeStep, shift: at.shift - share * shiftStep };
    if (lossAt(points, next) <= before) return next;
  }
  return at;
}

/** Scores as they are worth. */
export const scale = <T extends Scored>(judged: readonly T[], scaling: ScoreScaling): readonly T[] =>
  judged.map((each) => ({ ...each, score: scaledScore(scaling, each.score) }));
