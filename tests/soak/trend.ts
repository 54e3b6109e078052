export interface TimedValue {
  readonly at: number;
  readonly value: number;
}

/** How fast a value rises, as the median of the slopes between all pairs: a single outlier does not bend it. */
export function trendOf(values: readonly TimedValue[]): number {
  const slopes: number[] = [];
  for (const [index, later] of values.entries()) {
    for (const earlier of values.slice(0, index)) {
      if (later.at > earlier.at) slopes.push((later.value - earlier.value) / (later.at - earlier.at));
    }
  }
  slopes.sort((a, b) => a - b);
  return slopes[slopes.length >> 1] ?? 0;
}
