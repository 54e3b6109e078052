/** How far values must be moved, on average, to make one sample of the other; both sorted. */
export function wassersteinOfSamples(one: Float64Array, other: Float64Array): number {
  if (one.length === 0 || other.length === 0) return 0;
  let [i, j, sum] = [0, 0, 0];
  let before = Math.min(one[0] ?? 0, other[0] ?? 0);
  while (i < one.length || j < other.length) {
    const value = Math.min(one[i] ?? Number.POSITIVE_INFINITY, other[j] ?? Number.POSITIVE_INFINITY);
    sum += Math.abs(i / one.length - j / other.length) * (value - before);
    before = value;
    while (i < one.length && one[i] === value) i += 1;
    while (j < other.length && other[j] === value) j += 1;
  }
  return sum;
}

/** The same over counts by shared bins of one width: errs by at most that width. */
export function wassersteinOfCounts(
  one: Float64Array,
  other: Float64Array,
  n: { readonly one: number; readonly other: number },
  binWidth: number,
): number {
  let [below, sum] = [0, 0];
  for (let bin = 0; bin < one.length; bin += 1) {
    below += (one[bin] ?? 0) / n.one - (other[bin] ?? 0) / n.other;
    sum += Math.abs(below);
  }
  return sum * binWidth;
}
