import type { DecodeOptions } from '../boxes-options.ts';

interface Candidate {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly score: number;
  readonly area: number;
  readonly label: number;
}

const single = Math.fround;

/** What `DecodeYolo` in native/src does, said plainly and in the same single precision, so that both agree to the bit. */
export function decodeYolo(
  output: Float32Array,
  labels: number,
  anchors: number,
  options: DecodeOptions,
): Float32Array {
  const candidates = collect(output, labels, anchors, single(options.scoreThreshold));
  candidates.sort((a, b) => b.score - a.score);
  const kept: Candidate[] = [];
  const threshold = single(options.overlapThreshold);
  for (const candidate of candidates) {
    if (kept.length >= options.maxDetections) break;
    const covered = kept.some((other) => other.label === candidate.label && overlaps(candidate, other, threshold));
    if (!covered) kept.push(candidate);
  }
  return Float32Array.from(
    kept.flatMap(({ x1, y1, x2, y2, score, label }) => [x1, y1, x2, y2, Math.min(score, 1), label]),
  );
}

function collect(output: Float32Array, labels: number, anchors: number, threshold: number): Candidate[] {
  const candidates: Candidate[] = [];
  const at = (row: number, anchor: number): number => output[row * anchors + anchor] ?? 0;
  for (let anchor = 0; anchor < anchors; anchor += 1) {
    let score = Number.NEGATIVE_INFINITY;
    let label = -1;
    for (let index = 0; index < labels; index += 1) {
      const value = at(4 + index, anchor);
      if (Number.isFinite(value) && value > score) [score, label] = [value, index];
    }
    if (label < 0 || score < threshold) continue;
    const halfWidth = single(at(2, anchor) * 0.5);
    const halfHeight = single(at(3, anchor) * 0.5);
    const [x1, x2] = [single(at(0, anchor) - halfWidth), single(at(0, anchor) + halfWidth)];
    const [y1, y2] = [single(at(1, anchor) - halfHeight), single(at(1, anchor) + halfHeight)];
    const area = single(single(x2 - x1) * single(y2 - y1));
    if (x2 > x1 && y2 > y1 && Number.isFinite(area)) candidates.push({ x1, y1, x2, y2, score, area, label });
  }
  return candidates;
}

function overlaps(a: Candidate, b: Candidate, threshold: number): boolean {
  const width = single(Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1));
  const height = single(Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1));
  if (width <= 0 || height <= 0) return false;
  const shared = single(width * height);
  return shared > single(threshold * single(single(a.area + b.area) - shared));
}
