/** One reviewed thing that may go wrong: a defect that is passed, a good picture that fails. */
export interface Drawn {
  /** Things of one part come together: they are one draw, not several. */
  readonly group: string;
  readonly score: number;
}

interface Tally {
  readonly members: number;
  /** In the group that has most of them. */
  readonly mostInOne: number;
}

/** What lies this close is a matter of rounding. */
const rounding = 1e-9;

export function tallyOf(drawn: readonly Drawn[]): Tally {
  const sizes = new Map<string, number>();
  for (const { group } of drawn) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return { members: drawn.length, mostInOne: Math.max(1, ...sizes.values()) };
}

/**
 * How many of the reviewed may go wrong so that of those to come at most `rate` do, averaged over all that may be drawn:
 * split-conformal risk control. With one member a group it is the well-known (n + 1) rate - 1; a part that comes with
 * several may bring as many that go wrong at once. Below nought nothing can be promised.
 */
const mayGoWrong = ({ members, mostInOne }: Tally, rate: number): number =>
  Math.floor(rate * members - (1 - rate) * mostInOne + rounding);

/** The smallest rate that can be promised where so many go wrong whatever the threshold; 1 / (n + 1) where none does. */
export const leastRate = ({ members, mostInOne }: Tally, lost: number): number =>
  (lost + mostInOne) / (members + mostInOne);

/** How many more must be reviewed for this rate, if of those to come none is lost. */
export const missingFor = ({ members, mostInOne }: Tally, lost: number, rate: number): number =>
  Math.max(0, Math.ceil(((1 - rate) * mostInOne + lost) / rate - rounding) - members);

/** The highest threshold below which at most `rate` of what is to come will score; undefined where nothing can be promised. */
export function highestFloor(drawn: readonly Drawn[], rate: number): number | undefined {
  const allowed = mayGoWrong(tallyOf(drawn), rate);
  if (allowed < 0) return undefined;
  const scores = drawn.map(({ score }) => score).sort((a, b) => a - b);
  return scores[Math.min(allowed, scores.length - 1)];
}

/** The lowest threshold that at most `rate` of what is to come will reach; undefined where nothing can be promised. */
export function lowestCeiling(drawn: readonly Drawn[], rate: number): number | undefined {
  const allowed = mayGoWrong(tallyOf(drawn), rate);
  if (allowed < 0) return undefined;
  const scores = drawn.map(({ score }) => score).sort((a, b) => b - a);
  const first = scores[allowed];
  // The one that must not reach it lies a hair below.
  return first === undefined ? 0 : first + rounding;
}
