import type { Reliability, ReliabilityBin } from '../../../preload/contract/confidence.ts';
import { interval95, resample } from '../bootstrap.ts';
import type { JudgedDetection } from './reviewed.ts';

const bins = 10;
const rounds = 400;
const binOf = (score: number): number => Math.min(bins - 1, Math.floor(score * bins));

/** Scores beside how often they are right. Pictures of one part are drawn together when the interval is drawn. */
export function reliabilityOf(judged: readonly JudgedDetection[], seed = 1): Reliability {
  const groups = [...Map.groupBy(judged, ({ group }) => group).values()];
  const each = new Uint16Array(groups.length).fill(1);
  if (judged.length === 0) return { detections: 0, bins: [], error: null };
  const drawn = resample(groups.length, rounds, seed).map((weights) => errorOf(groups, weights));
  const [low, high] = interval95(drawn);
  return {
    detections: judged.length,
    bins: binsOf(judged),
    error: { value: errorOf(groups, each), low, high },
  };
}

/** Those that hold anything. */
function binsOf(judged: readonly JudgedDetection[]): ReliabilityBin[] {
  return Array.from({ length: bins }, (_, bin) => {
    const inside = judged.filter(({ score }) => binOf(score) === bin);
    const mean = (of: (each: JudgedDetection) => number): number =>
      inside.reduce((sum, one) => sum + of(one), 0) / inside.length;
    return {
      from: bin / bins,
      to: (bin + 1) / bins,
      detections: inside.length,
      meanScore: mean(({ score }) => score),
      rightShare: mean(({ isRight }) => (isRight ? 1 : 0)),
    };
  }).filter(({ detections }) => detections > 0);
}

/** Expected calibration error: by bin the mean score less the share that is right, weighted by how many lie there. */
function errorOf(groups: readonly (readonly JudgedDetection[])[], weights: ArrayLike<number>): number {
  const gaps = new Float64Array(bins);
  let all = 0;
  for (const [index, group] of groups.entries()) {
    const weight = weights[index] ?? 0;
    for (const { score, isRight } of group) {
      const bin = binOf(score);
      gaps[bin] = (gaps[bin] ?? 0) + weight * (score - (isRight ? 1 : 0));
      all += weight;
    }
  }
  return all === 0 ? Number.NaN : gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / all;
}
