/** p-values as they stand once it is counted that many were looked at: below 0.05, one finding in twenty may be chance. */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  const ranked = pValues.map((p, index) => ({ p, index })).toSorted((a, b) => b.p - a.p);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let least = 1;
  for (const [place, { p, index }] of ranked.entries()) {
    // The ratio first: it is never below one, so neither is what it makes of p below p.
    least = Math.min(least, p * (ranked.length / (ranked.length - place)));
    adjusted[index] = least;
  }
  return adjusted;
}
