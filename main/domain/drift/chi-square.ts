import { chiSquareTail } from './gamma.ts';

/** Below this expected count the chi-square law no longer holds (Cochran). */
const leastExpected = 5;

export interface ChiSquare {
  readonly statistic: number;
  readonly degrees: number;
  readonly pValue: number;
  /** Classes that were too rare to stand alone and were counted together. */
  readonly pooled: number;
}

type Pair = readonly [reference: number, current: number];

const total = (pairs: readonly Pair[], side: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[side], 0);

/** Rare classes as one; where even that is rare it joins the rarest that is not. */
function pool(
  pairs: readonly Pair[],
  smallerShare: number,
): { readonly kept: readonly Pair[]; readonly pooled: number } {
  const expected = (pair: Pair): number => (pair[0] + pair[1]) * smallerShare;
  const ranked = pairs.filter((pair) => pair[0] + pair[1] > 0).toSorted((a, b) => expected(b) - expected(a));
  const common = ranked.filter((pair) => expected(pair) >= leastExpected);
  const rare = ranked.slice(common.length);
  if (rare.length === 0) return { kept: common, pooled: 0 };
  const together: Pair = [total(rare, 0), total(rare, 1)];
  const last = common.at(-1);
  if (expected(together) >= leastExpected || last === undefined)
    return { kept: [...common, together], pooled: rare.length };
  const joined: Pair = [together[0] + last[0], together[1] + last[1]];
  return { kept: [...common.slice(0, -1), joined], pooled: rare.length + 1 };
}

/** Whether two mixes of classes could be one; undefined where fewer than two classes are frequent enough to tell. */
export function chiSquareOfMixes(reference: readonly number[], current: readonly number[]): ChiSquare | undefined {
  const pairs = reference.map((count, index): Pair => [count, current[index] ?? 0]);
  const [nReference, nCurrent] = [total(pairs, 0), total(pairs, 1)];
  const all = nReference + nCurrent;
  const { kept, pooled } = pool(pairs, Math.min(nReference, nCurrent) / all);
  if (kept.length < 2) return undefined;
  const statistic = kept.reduce((sum, [before, now]) => {
    const expectedBefore = ((before + now) * nReference) / all;
    const expectedNow = ((before + now) * nCurrent) / all;
    return sum + (before - expectedBefore) ** 2 / expectedBefore + (now - expectedNow) ** 2 / expectedNow;
  }, 0);
  const degrees = kept.length - 1;
  return { statistic, degrees, pValue: chiSquareTail(statistic, degrees), pooled };
}
