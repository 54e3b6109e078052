import type { Reliability, ReliabilityBin } from '../../../preload/contract/confidence.ts';
import { interval95, resample } from '../bootstrap.ts';
import type { JudgedDetection } from './reviewed.ts';

const bins = 10;
const rounds = 200;
const binOf = (score: number): number => Math.min(bins - 1, Math.floor(score * bins));

/** Scores beside how often they are right. Pictures of one part are drawn together when the interval is drawn. */
export function reliabilityOf(judged: readonly JudgedDetection[], seed = 1): Reliability {
  if (judged.length === 0) return { detections: 0, bins: [], error: null };
  const gaps = gapsOf(judged);
  const each = new Uint16Array(gaps.groups).fill(1);
  const [low, high] = interval95(resample(gaps.groups, rounds, seed).map((weights) => errorOf(gaps, weights)));
  return { detections: judged.length, bins: binsOf(judged), error: { value: errorOf(gaps, each), low, high } };
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

/** By detection its group, its bin and by how much its score misses: laid out flat, as the engine waits while intervals are drawn. */
interface Gaps {
  readonly groups: number;
  readonly groupOf: Uint32Array;
  readonly binOf: Uint8Array;
  readonly gapOf: Float64Array;
}

function gapsOf(judged: readonly JudgedDetection[]): Gaps {
  const places = new Map<string, number>();
  for (const { group } of judged) if (!places.has(group)) places.set(group, places.size);
  return {
    groups: places.size,
    groupOf: Uint32Array.from(judged, ({ group }) => places.get(group) ?? 0),
    binOf: Uint8Array.from(judged, ({ score }) => binOf(score)),
    gapOf: Float64Array.from(judged, ({ score, isRight }) => score - (isRight ? 1 : 0)),
  };
}

/** Expected calibration error: by bin the mean score less the share that is right, weighted by how many lie there. */
function errorOf(gaps: Gaps, weights: ArrayLike<number>): number {
  const sums = new Float64Array(bins);
  let all = 0;
  for (let at = 0; at < gaps.gapOf.length; at += 1) {
    const weight = weights[gaps.groupOf[at] ?? 0] ?? 0;
    const bin = gaps.binOf[at] ?? 0;
    sums[bin] = (sums[bin] ?? 0) + weight * (gaps.gapOf[at] ?? 0);
    all += weight;
  }
  return all === 0 ? Number.NaN : sums.reduce((sum, part) => sum + Math.abs(part), 0) / all;
}
