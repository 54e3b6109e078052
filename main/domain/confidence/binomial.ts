import { lnGamma } from '../drift/gamma.ts';

/** The chance of at least so many of `n` where each comes true with this chance. */
export function chanceOfAtLeast(count: number, n: number, chance: number): number {
  if (count <= 0) return 1;
  if (count > n || chance <= 0) return 0;
  if (chance >= 1) return 1;
  let sum = 0;
  for (let k = count; k <= n; k += 1) {
    const ways = lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1);
    sum += Math.exp(ways + k * Math.log(chance) + (n - k) * Math.log1p(-chance));
  }
  return Math.min(1, sum);
}
