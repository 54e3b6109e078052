/** What a limit makes of distances: at the limit the score is one half, and a spread above it it is 0.73. */
export interface Scale {
  readonly limit: number;
  /** How far the scores of good parts lie apart. */
  readonly spread: number;
}

/** At the limit a part is not passed any more. */
export const scoreAtLimit = 0.5;
/** From here on it is a defect beyond doubt; between the two a person looks. */
export const scoreOfDefect = 0.6;

export const unusualness = (distance: number, { limit, spread }: Scale): number =>
  1 / (1 + Math.exp(-(distance - limit) / spread));

/** Pictures that are nearly alike would make every speck of dust a certain defect. */
const leastSpreadShare = 0.02;

/** The spread of the good scores, by the middle half of them; a few odd ones do not widen it. */
export function spreadOf(heldOut: readonly number[]): number {
  const sorted = heldOut.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  // Of a normal distribution the middle half is 1.349 standard deviations wide.
  return Math.max((at(0.75) - at(0.25)) / 1.349, at(0.5) * leastSpreadShare, Number.EPSILON);
}
