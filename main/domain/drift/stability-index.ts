/** Shares are smoothed by half a count in each bin, so that an empty one weighs what it can prove and no more. */
const smoothing = 0.5;

/** Population stability index: 0 for equal shares; by custom 0.1 is a change worth a look and 0.25 a large one. */
export function stabilityIndex(reference: readonly number[], current: readonly number[]): number {
  const shares = (counts: readonly number[]): readonly number[] => {
    const all = counts.reduce((sum, count) => sum + count, smoothing * counts.length);
    return counts.map((count) => (count + smoothing) / all);
  };
  const [before, now] = [shares(reference), shares(current)];
  return before.reduce((sum, share, index) => {
    const share2 = now[index] ?? share;
    return sum + (share2 - share) * Math.log(share2 / share);
  }, 0);
}

const groups = 10;

/** Bin numbers at which a new group begins: tenths of the reference, fewer where one bin alone holds several. */
export function groupStarts(counts: Float64Array, all: number): readonly number[] {
  const starts = [0];
  let below = 0;
  let next = all / groups;
  for (let bin = 0; bin < counts.length - 1; bin += 1) {
    below += counts[bin] ?? 0;
    if (below < next || below >= all) continue;
    starts.push(bin + 1);
    next = ((Math.floor((below * groups) / all) + 1) * all) / groups;
  }
  return starts;
}

export function countByGroup(counts: Float64Array, starts: readonly number[]): readonly number[] {
  return starts.map((start, index) => {
    let sum = 0;
    for (let bin = start; bin < (starts[index + 1] ?? counts.length); bin += 1) sum += counts[bin] ?? 0;
    return sum;
  });
}
