import { projectionWeights } from './project.ts';

/** How vectors become shorter ones: a row of weights and an offset for each number that comes out. */
export interface Shortening {
  readonly weights: Float32Array;
  readonly offsets: Float32Array;
}

export interface ShorteningWish {
  readonly from: number;
  readonly to: number;
  readonly seed: number;
}

/** So many times the mean spread is added to each direction: the loud ones are brought down, the faint ones stay faint. With less, noise drowns what only the loud ones show, such as a hole that is not there. */
const shrinkage = 5;
/** What never varied among good ones counts as if it had by this share of the usual spread: at once, but not above all else. */
const leastShare = 0.05;
const leastSpread = 1e-6;

/**
 * Learns from good patches how to compare patches: the directions in which good ones vary most are brought down to the spread of the
 * others (whitening, held back), so that they do not drown what hardly varies; then fewer numbers keep the distances. Good ones come out with a mean of nought and a
 * mean square length of one, whatever the numbers were: groups that were made so can stand beside each other.
 */
export function fitShortening(sample: Float32Array, { from, to, seed }: ShorteningWish): Shortening {
  const { vectors, means, spreads } = standardised(sample, from);
  const covariance = covarianceOf(vectors, from);
  const root = lowerRoot(covariance, from);
  const chosen = projectionWeights({ from, to, seed });
  const rows = Array.from({ length: to }, (_, d) => unmixed(chosen.subarray(d * from, (d + 1) * from), root));
  // What comes out of the good ones has so large a mean square: the covariance tells it without going through them again.
  const squares = rows.reduce((sum, row) => sum + spreadAlong(row, covariance), 0);
  const scale = 1 / Math.sqrt(Math.max(squares, leastSpread));
  const weights = Float32Array.from({ length: to * from }, (_, at) => {
    const [d, c] = [Math.floor(at / from), at % from];
    return ((rows[d]?.[c] ?? 0) * scale) / (spreads[c] ?? 1);
  });
  const offsets = Float32Array.from({ length: to }, (_, d) => {
    let sum = 0;
    for (let c = 0; c < from; c += 1) sum -= (weights[d * from + c] ?? 0) * (means[c] ?? 0);
    return sum;
  });
  return { weights, offsets };
}

/** Each number with a mean of nought and a spread of one. */
function standardised(sample: Float32Array, from: number) {
  const count = Math.max(1, sample.length / from);
  const [means, squares] = [new Float64Array(from), new Float64Array(from)];
  for (const [at, value] of sample.entries()) means[at % from] = (means[at % from] ?? 0) + value / count;
  for (const [at, value] of sample.entries()) {
    squares[at % from] = (squares[at % from] ?? 0) + (value - (means[at % from] ?? 0)) ** 2 / count;
  }
  const measured = squares.map(Math.sqrt);
  const usual = measured.toSorted()[measured.length >> 1] ?? 0;
  const spreads = measured.map((spread) => Math.max(spread, usual * leastShare, leastSpread));
  const vectors = sample.map((value, at) => (value - (means[at % from] ?? 0)) / (spreads[at % from] ?? 1));
  return { vectors, means, spreads };
}

/** Row by row, of vectors whose mean is nought. */
function covarianceOf(vectors: Float32Array, size: number): Float64Array {
  const sums = new Float64Array(size * size);
  const count = Math.max(1, vectors.length / size);
  for (let start = 0; start < vectors.length; start += size) {
    for (let i = 0; i < size; i += 1) {
      const value = vectors[start + i] ?? 0;
      for (let j = 0; j <= i; j += 1)
        sums[i * size + j] = (sums[i * size + j] ?? 0) + value * (vectors[start + j] ?? 0);
    }
  }
  return sums.map((_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    return (sums[Math.max(i, j) * size + Math.min(i, j)] ?? 0) / count;
  });
}

interface LowerRoot {
  readonly size: number;
  readonly values: Float64Array;
}

/** The lower triangle whose product with itself turned over is the matrix (Cholesky), after each direction was given its share. */
function lowerRoot(covariance: Float64Array, size: number): LowerRoot {
  let trace = 0;
  for (let i = 0; i < size; i += 1) trace += covariance[i * size + i] ?? 0;
  const share = Math.max((shrinkage * trace) / size, leastSpread);
  const values = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = (covariance[i * size + j] ?? 0) + (i === j ? share : 0);
      for (let k = 0; k < j; k += 1) sum -= (values[i * size + k] ?? 0) * (values[j * size + k] ?? 0);
      values[i * size + j] = i === j ? Math.sqrt(Math.max(sum, leastSpread)) : sum / (values[j * size + j] ?? 1);
    }
  }
  return { size, values };
}

/** The row that does to vectors as they come what the chosen one does to whitened ones. */
function unmixed(chosen: Float32Array, { size, values }: LowerRoot): Float64Array {
  const row = Float64Array.from(chosen);
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = row[i] ?? 0;
    for (let k = i + 1; k < size; k += 1) sum -= (row[k] ?? 0) * (values[k * size + i] ?? 0);
    row[i] = sum / (values[i * size + i] ?? 1);
  }
  return row;
}

function spreadAlong(row: Float64Array, covariance: Float64Array): number {
  const size = row.length;
  let sum = 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) sum += (row[i] ?? 0) * (row[j] ?? 0) * (covariance[i * size + j] ?? 0);
  }
  return sum;
}
