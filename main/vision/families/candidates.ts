import { decodeYolo } from '../../../native/lib/boxes.ts';
import type { DecodeOptions } from '../../../native/lib/boxes-options.ts';

/** What a network may have found: a box by its centre and size in network pixels, and the place of its label. */
export interface Candidate {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly score: number;
  readonly label: number;
}

const boxFields = 4;
const labelField = 5;
const rowFields = 6;

/**
 * Rows of x1, y1, x2, y2, score and label as `decodeYolo` gives them: the best of those that cover each other, by the
 * suppression that every family shares.
 */
export function suppressed(
  candidates: readonly Candidate[],
  options: Omit<DecodeOptions, 'scoreThreshold'>,
): Float32Array {
  const count = candidates.length;
  if (count === 0) return new Float32Array(0);
  // Only labels that occur get a row of scores: candidates are few, labels may be many.
  const labels = [...new Set(candidates.map(({ label }) => label))];
  const placeOf = new Map(labels.map((label, place) => [label, place]));
  const columns = new Float32Array((boxFields + labels.length) * count);
  for (const [at, { x, y, width, height, score, label }] of candidates.entries()) {
    for (const [row, value] of [x, y, width, height].entries()) columns[row * count + at] = value;
    columns[(boxFields + (placeOf.get(label) ?? 0)) * count + at] = score;
  }
  const rows = decodeYolo(columns, labels.length, count, { ...options, scoreThreshold: 0 });
  for (let at = labelField; at < rows.length; at += rowFields) rows[at] = labels[rows[at] ?? 0] ?? 0;
  return rows;
}

/** Where the largest of `count` numbers lies that are `step` apart, counted from the first. */
export function placeOfLargest(numbers: Float32Array, first: number, count: number, step = 1): number {
  let place = 0;
  let largest = numbers[first] ?? 0;
  for (let index = 1; index < count; index += 1) {
    const value = numbers[first + index * step] ?? 0;
    if (value > largest) [place, largest] = [index, value];
  }
  return place;
}
