/** Non-zero counts as pairs: empty bins skipped since the last pair, count. */
export function packCounts(counts: Float64Array): number[] {
  const packed: number[] = [];
  let skipped = 0;
  for (const count of counts) {
    if (count === 0) skipped += 1;
    else {
      packed.push(skipped, count);
      skipped = 0;
    }
  }
  return packed;
}

/** Counts beyond the last bin are counted in it, so that a total always agrees. */
export function unpackCounts(packed: readonly number[], into: Float64Array): void {
  let bin = 0;
  for (let index = 0; index + 1 < packed.length; index += 2) {
    bin += packed[index] ?? 0;
    const at = Math.min(bin, into.length - 1);
    into[at] = (into[at] ?? 0) + (packed[index + 1] ?? 0);
    bin += 1;
  }
}
