/** Up to this many pairs the chance is counted out exactly; above, the limit law is as good and far cheaper. */
const mostExactPairs = 40_000;

/** The largest distance between the shares below, over sorted samples. */
export function distanceOfSamples(one: Float64Array, other: Float64Array): number {
  let [i, j, most] = [0, 0, 0];
  while (i < one.length && j < other.length) {
    const value = Math.min(one[i] ?? 0, other[j] ?? 0);
    while (i < one.length && one[i] === value) i += 1;
    while (j < other.length && other[j] === value) j += 1;
    most = Math.max(most, Math.abs(i / one.length - j / other.length));
  }
  return most;
}

/** The same over counts by shared bins: exact for the binned values, never more than the distance of the values themselves. */
export function distanceOfCounts(one: Float64Array, other: Float64Array, nOne: number, nOther: number): number {
  let [below, belowOther, most] = [0, 0, 0];
  for (let bin = 0; bin < one.length; bin += 1) {
    below += one[bin] ?? 0;
    belowOther += other[bin] ?? 0;
    const distance = Math.abs(below / nOne - belowOther / nOther);
    if (distance > most) most = distance;
  }
  return most;
}

/** The chance that two samples of one distribution lie at least this far apart. Ties make it too large, never too small. */
export function kolmogorovSmirnovP(distance: number, nOne: number, nOther: number): number {
  const [fewer, more] = [Math.min(nOne, nOther), Math.max(nOne, nOther)].map(Math.round);
  if (distance <= 0 || fewer === undefined || more === undefined || fewer < 1) return 1;
  return fewer * more <= mostExactPairs ? exactP(distance, fewer, more) : limitP(distance, fewer, more);
}

/**
 * Every order in which the two samples could have come is a path over a grid, all equally likely: the share of those that
 * stray by the distance, passed on from each point to the next.
 */
function exactP(distance: number, n: number, m: number): number {
  const limit = distance - 1e-9 / (n * m);
  const strayed = new Float64Array(m + 1);
  for (let i = 0; i <= n; i += 1) {
    for (let j = 0; j <= m; j += 1) {
      if (Math.abs(i / n - j / m) >= limit) strayed[j] = 1;
      else if (i + j === 0) strayed[j] = 0;
      else strayed[j] = (i * (strayed[j] ?? 0) + j * (j === 0 ? 0 : (strayed[j - 1] ?? 0))) / (i + j);
    }
  }
  return Math.min(1, strayed[m] ?? 1);
}

/** Kolmogorov's law with Stephens' correction for samples that are not endless. */
function limitP(distance: number, n: number, m: number): number {
  const root = Math.sqrt((n * m) / (n + m));
  return kolmogorovTail((root + 0.12 + 0.11 / root) * distance);
}

/** The chance that a Brownian bridge strays further than this. */
export function kolmogorovTail(lambda: number): number {
  if (lambda < 0.2) return 1;
  // Below 1 the alternating series is slow, and its twin by theta's reflection is quick.
  if (lambda < 1) {
    const rate = (Math.PI * Math.PI) / (8 * lambda * lambda);
    const sum = [1, 3, 5, 7].reduce((total, odd) => total + Math.exp(-odd * odd * rate), 0);
    return Math.max(0, 1 - (Math.sqrt(2 * Math.PI) / lambda) * sum);
  }
  const rate = -2 * lambda * lambda;
  return 2 * (Math.exp(rate) - Math.exp(4 * rate) + Math.exp(9 * rate) - Math.exp(16 * rate));
}
