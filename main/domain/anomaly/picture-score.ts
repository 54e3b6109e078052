/** So small a share of a picture makes it unusual: one cell alone may be noise, and a mean over all would hide a scratch. */
const hottestShare = 0.01;

export const hottestCells = (cells: number): number => Math.max(1, Math.round(cells * hottestShare));

/** How unusual a picture is: the mean over its hottest cells. */
export const pictureScore = (distances: Float32Array): number =>
  meanOf(largest(distances, hottestCells(distances.length)));

/** So many of the largest, in order: to keep a few at hand takes a small part of what sorting all would. */
function largest(values: Float32Array, most: number): Float32Array {
  const kept = new Float32Array(most).fill(Number.NEGATIVE_INFINITY);
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place] ?? 0;
    if (value <= (kept[0] ?? 0)) continue;
    let at = 0;
    for (; at + 1 < most && value > (kept[at + 1] ?? 0); at += 1) kept[at] = kept[at + 1] ?? 0;
    kept[at] = value;
  }
  return kept;
}

export const meanOf = (values: Float32Array | readonly number[]): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
};
