import { chanceOfAtLeast } from '../confidence/binomial.ts';

/** A limit, and which share of good parts it may at most hold back. */
export interface PromisedLimit {
  readonly limit: number;
  /** Of all good parts like those that were shown, on average over what might have been shown. */
  readonly rate: number;
  /** What that share may be for this very limit, in 95 of 100 teachings. */
  readonly interval: readonly [number, number];
}

/** The lowest share that so many held-out good parts allow to promise: none can be said of what was never seen. */
export const lowestRate = (heldOut: number): number => 1 / (heldOut + 1);

/**
 * The lowest limit that a good part reaches with at most this chance (split-conformal quantile): of n held-out scores the
 * k-th smallest, where a new good one lies above it with chance (n + 1 - k) / (n + 1). Undefined where n is too small for it.
 */
export function limitFor(heldOut: readonly number[], rate: number): PromisedLimit | undefined {
  const count = heldOut.length;
  // A rate that came from such a fraction shall give that very rank again.
  const rank = Math.ceil((count + 1) * (1 - rate) - 1e-9);
  const limit = rank < 1 ? undefined : heldOut.toSorted((a, b) => a - b)[rank - 1];
  if (limit === undefined) return undefined;
  const above = count + 1 - rank;
  return {
    limit,
    rate: above / (count + 1),
    interval: [betaQuantile(above, rank, 0.025), betaQuantile(above, rank, 0.975)],
  };
}

const leastUsualRate = 0.05;

/** One in twenty, and never the highest score of all, which a single odd picture would set. */
export const usualRate = (heldOut: readonly number[]): number => Math.max(leastUsualRate, 2 / (heldOut.length + 1));

const highestRate = 0.5;

/** Every limit that can be promised, from the fewest false rejects on. */
export function promisedLimits(heldOut: readonly number[]): readonly PromisedLimit[] {
  const count = heldOut.length;
  const ranks = Array.from({ length: Math.floor(highestRate * (count + 1)) }, (_, index) => index + 1);
  return ranks.flatMap((above) => limitFor(heldOut, above / (count + 1)) ?? []);
}

/** Of whole parameters, where the distribution is a sum of binomial chances. */
function betaQuantile(a: number, b: number, share: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (chanceOfAtLeast(a, a + b - 1, middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
