import type { CategorySketch } from '../sketch/category-sketch.ts';
import type { NumberSketch } from '../sketch/number-sketch.ts';
import { binWidth, middlePlace, type Scale } from '../sketch/scale.ts';
import { chiSquareOfMixes } from './chi-square.ts';
import { distanceOfCounts, kolmogorovSmirnovP } from './kolmogorov-smirnov.ts';
import { countByGroup, groupStarts, stabilityIndex } from './stability-index.ts';
import { wassersteinOfCounts } from './wasserstein.ts';

/** How far two windows of one feature lie apart, and how likely chance alone is to part them so. */
export interface Comparison {
  readonly statistic: number;
  readonly pValue: number;
  readonly psi: number;
  readonly wasserstein: number | null;
  readonly shift: number;
}

/** How many independent values each side is worth. */
export interface Worth {
  readonly reference: number;
  readonly current: number;
}

/** Standard deviation on the scale; a reference that stands still is given the width of one bin. */
function spreadOf(scale: Scale, counts: Float64Array, all: number): number {
  let [sum, squares] = [0, 0];
  for (let bin = 0; bin < counts.length; bin += 1) {
    const count = counts[bin] ?? 0;
    if (count === 0) continue;
    const place = middlePlace(scale, bin) - middlePlace(scale, 0);
    sum += count * place;
    squares += count * place * place;
  }
  return Math.max(binWidth(scale), Math.sqrt(Math.max(0, squares / all - (sum / all) ** 2)));
}

export function compareNumbers(reference: NumberSketch, current: NumberSketch, worth: Worth): Comparison {
  const [before, now, scale] = [reference.counts, current.counts, reference.scale];
  const statistic = distanceOfCounts(before, now, reference.count, current.count);
  const starts = groupStarts(before, reference.count);
  const n = { one: reference.count, other: current.count };
  const shift = wassersteinOfCounts(before, now, n, binWidth(scale));
  return {
    statistic,
    pValue: kolmogorovSmirnovP(statistic, worth.reference, worth.current),
    psi: stabilityIndex(countByGroup(before, starts), countByGroup(now, starts)),
    wasserstein: shift / spreadOf(scale, before, reference.count),
    shift,
  };
}

/** Counts are weighed down to what they are worth (Rao and Scott); undefined where classes are too rare to compare. */
export function compareClasses(
  reference: CategorySketch,
  current: CategorySketch,
  worth: Worth,
): Comparison | undefined {
  const [before, now] = [new Map(reference.counts()), new Map(current.counts())];
  const labels = [...new Set([...before.keys(), ...now.keys()])].toSorted();
  const countsOf = (counts: ReadonlyMap<string, number>, other: number): readonly number[] => [
    ...labels.map((label) => counts.get(label) ?? 0),
    ...(reference.other + current.other > 0 ? [other] : []),
  ];
  const [old, recent] = [countsOf(before, reference.other), countsOf(now, current.other)];
  const weighed = (counts: readonly number[], count: number, worthOf: number): readonly number[] =>
    counts.map((each) => (each * worthOf) / count);
  const test = chiSquareOfMixes(
    weighed(old, reference.count, worth.reference),
    weighed(recent, current.count, worth.current),
  );
  if (test === undefined) return undefined;
  const apart = old.reduce(
    (sum, count, index) => sum + Math.abs(count / reference.count - (recent[index] ?? 0) / current.count),
    0,
  );
  const { statistic, pValue } = test;
  return { statistic, pValue, psi: stabilityIndex(old, recent), wasserstein: null, shift: apart / 2 };
}
