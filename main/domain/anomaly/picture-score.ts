/** So small a share of a picture makes it unusual: one cell alone may be noise, and a mean over all would hide a scratch. */
const hottestShare = 0.01;

export const hottestCells = (cells: number): number => Math.max(1, Math.round(cells * hottestShare));

/** How unusual a picture is: the mean over its hottest cells. */
export function pictureScore(distances: Float32Array): number {
  const count = hottestCells(distances.length);
  return meanOf(distances.toSorted().subarray(distances.length - count));
}

export const meanOf = (values: Float32Array | readonly number[]): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
};
