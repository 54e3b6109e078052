/** One window: what it was told as, what it is, and the recording that it is of. */
export interface ScoredWindow {
  readonly score: number;
  readonly isPositive: boolean;
  readonly group: number;
}

/** The share of pairs in which the positive has the higher score, ties counted half; each recording counts so many times. */
export function areaUnderRoc(sorted: readonly ScoredWindow[], weights: ArrayLike<number>): number {
  let [below, pairs, positives, negatives] = [0, 0, 0, 0];
  for (let from = 0; from < sorted.length; ) {
    const score = sorted[from]?.score;
    let [tiedPositives, tiedNegatives] = [0, 0];
    let to = from;
    for (; to < sorted.length && sorted[to]?.score === score; to += 1) {
      const window = sorted[to];
      const weight = window === undefined ? 0 : (weights[window.group] ?? 0);
      if (window?.isPositive) tiedPositives += weight;
      else tiedNegatives += weight;
    }
    pairs += tiedPositives * (below + tiedNegatives / 2);
    below += tiedNegatives;
    positives += tiedPositives;
    negatives += tiedNegatives;
    from = to;
  }
  return positives * negatives === 0 ? Number.NaN : pairs / (positives * negatives);
}
