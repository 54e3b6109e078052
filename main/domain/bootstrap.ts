/** The 95 % interval of a statistic over resampled pictures, people, clips ... */
export type Interval = readonly [low: number, high: number];

/** A small seeded generator, uniform in [0, 1), so that a report repeats to the digit. */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The value below which a share of the sorted values lies, between neighbours in proportion. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}

/** Draws as many members as there are, with replacement, and gives for each how often it was drawn. */
export function resample(count: number, rounds: number, seed: number): readonly Uint16Array[] {
  const next = uniform(seed);
  return Array.from({ length: rounds }, () => {
    const drawn = new Uint16Array(count);
    for (let i = 0; i < count; i += 1) {
      const member = Math.floor(next() * count);
      drawn[member] = (drawn[member] ?? 0) + 1;
    }
    return drawn;
  });
}

export function interval95(values: readonly number[]): Interval {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  return [quantile(sorted, 0.025), quantile(sorted, 0.975)];
}
