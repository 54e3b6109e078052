export interface TimedValue {
  readonly at: number;
  readonly value: number;
}

export function medianOf(values: readonly TimedValue[]): number {
  const sorted = values.map(({ value }) => value).toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
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

/** The lowest value of each of so many equal stretches: garbage that is collected in between leaves it where it was. */
export function floorOf(values: readonly TimedValue[], stretches: number): readonly TimedValue[] {
  const [start, end] = [values[0]?.at ?? 0, values.at(-1)?.at ?? 0];
  const lowest = new Map<number, TimedValue>();
  for (const sample of values) {
    const stretch = Math.min(stretches - 1, Math.floor(((sample.at - start) / (end - start || 1)) * stretches));
    const known = lowest.get(stretch);
    if (known === undefined || sample.value < known.value) lowest.set(stretch, sample);
  }
  return [...lowest.values()];
}
