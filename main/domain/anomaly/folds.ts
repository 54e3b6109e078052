import { uniform } from '../bootstrap.ts';

/**
 * Deals pictures out to so many folds, those of one part to the same: a part that is judged by a memory that has seen it would look
 * better than any part to come. Gives the fold of each picture.
 */
export function dealFolds(parts: readonly string[], most: number, seed: number): readonly number[] {
  const random = uniform(seed);
  const known = [...new Set(parts)];
  const order = known.map((part) => ({ part, at: random() })).toSorted((a, b) => a.at - b.at);
  const folds = Math.min(most, known.length);
  const foldOf = new Map(order.map(({ part }, place) => [part, place % folds]));
  return parts.map((part) => foldOf.get(part) ?? 0);
}
