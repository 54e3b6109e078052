import type { ConfidenceBand, ConfidencePromise } from '../../../preload/contract/confidence.ts';
import { frameVerdict } from '../verdict.ts';
import { endsOf } from './band.ts';
import { chanceOfAtLeast } from './binomial.ts';
import { isGood, type ReviewedPicture, type ReviewRules, realDefects } from './reviewed.ts';

/** Rarer than this is no accident. */
const leastChance = 0.01;

/** What came of a promise on pictures that were drawn since: none of them had a say in the fit. */
export function keptPromise(
  pictures: readonly ReviewedPicture[],
  rules: ReviewRules,
  {
    band,
    promise,
    since,
  }: { readonly band: ConfidenceBand; readonly promise: ConfidencePromise; readonly since: number },
) {
  const fresh = pictures.filter(({ drawn, capturedAt }) => drawn && capturedAt >= since);
  const defects = fresh.flatMap((picture) => realDefects(picture, rules));
  const passed = defects.filter(({ found }) => found.every(({ label, score }) => score < endsOf(band, label).low));
  const good = fresh.filter((picture) => isGood(picture, rules));
  const failed = good.filter(({ found }) => frameVerdict(found, band) === 'fail');
  const tooMany = (count: number, of: number, rate: number | null): boolean =>
    rate !== null && chanceOfAtLeast(count, of, rate) < leastChance;
  return {
    defects: defects.length,
    passed: passed.length,
    good: good.length,
    failed: failed.length,
    isBroken:
      tooMany(passed.length, defects.length, promise.missRate) ||
      tooMany(failed.length, good.length, promise.falseRejectRate),
  };
}
