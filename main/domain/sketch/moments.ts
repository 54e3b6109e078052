/** Count, mean and variance of a stream in three numbers; squares are summed about the mean, so large offsets cost nothing. */
export interface Moments {
  count: number;
  mean: number;
  /** Sum of squared distances from the mean. */
  m2: number;
}

export const noMoments = (): Moments => ({ count: 0, mean: 0, m2: 0 });

export function addToMoments(moments: Moments, value: number): void {
  moments.count += 1;
  const away = value - moments.mean;
  moments.mean += away / moments.count;
  moments.m2 += away * (value - moments.mean);
}

/** As if the other's values had been added here. */
export function mergeMoments(into: Moments, other: Readonly<Moments>): void {
  if (other.count === 0) return;
  if (into.count === 0) {
    Object.assign(into, other);
    return;
  }
  const count = into.count + other.count;
  const away = other.mean - into.mean;
  into.m2 += other.m2 + (away * away * into.count * other.count) / count;
  into.mean += (away * other.count) / count;
  into.count = count;
}

/** Of a sample: over one less than the count. Zero where one value says nothing of spread. */
export const varianceOf = (moments: Readonly<Moments>): number =>
  moments.count < 2 ? 0 : moments.m2 / (moments.count - 1);
