import type { Interval } from './bootstrap.ts';
import { interval95, resample } from './bootstrap.ts';
import type { FoundBox, TrueBox } from './match-boxes.ts';
import { matchBoxes } from './match-boxes.ts';
import { areaUnderPrecision } from './precision-curve.ts';

/** What is in one picture, and what was found there. */
export interface EvaluatedPicture {
  readonly real: readonly TrueBox[];
  readonly found: readonly FoundBox[];
}

export interface CategoryPrecision {
  /** Undefined where the pictures hold none of the category. */
  readonly at50: number | undefined;
  readonly at50To95: number | undefined;
  readonly toFind: number;
}

export interface AveragePrecision {
  readonly map50: number;
  readonly map50Interval: Interval;
  readonly map50To95: number;
  readonly map50To95Interval: Interval;
  readonly perCategory: readonly CategoryPrecision[];
}

export interface AveragePrecisionOptions {
  readonly categories: number;
  /** How many boxes of a picture and category count, the most certain first. */
  readonly maxDetections?: number;
  readonly rounds?: number;
  readonly seed?: number;
}

/** 0.50, 0.55 ... 0.95. */
export const overlapThresholds: readonly number[] = Array.from({ length: 10 }, (_, i) => (50 + 5 * i) / 100);

interface Ranked {
  readonly picture: number;
  readonly score: number;
  readonly right: readonly boolean[];
  readonly ignored: readonly boolean[];
}

interface Category {
  readonly ranked: readonly Ranked[];
  readonly toFindPerPicture: readonly number[];
}

function judgeCategory(pictures: readonly EvaluatedPicture[], category: number, most: number): Category {
  const ranked: Ranked[] = [];
  const toFindPerPicture = pictures.map((picture, at) => {
    const real = picture.real.filter((box) => box.category === category);
    const found = picture.found.filter((box) => box.category === category);
    for (const judged of matchBoxes(real, found, overlapThresholds, most)) ranked.push({ picture: at, ...judged });
    return real.filter((box) => box.crowd !== true).length;
  });
  ranked.sort((a, b) => b.score - a.score);
  return { ranked, toFindPerPicture };
}

/** Average precision at each overlap threshold when picture i counts weights[i] times. */
function areas(category: Category, weights: ArrayLike<number>): readonly (number | undefined)[] {
  const toFind = category.toFindPerPicture.reduce((sum, n, at) => sum + n * (weights[at] ?? 0), 0);
  return overlapThresholds.map((_, t) => {
    const answers = [];
    for (const box of category.ranked) {
      if (box.ignored[t]) continue;
      answers.push({ right: box.right[t] ?? false, weight: weights[box.picture] ?? 0 });
    }
    return areaUnderPrecision(answers, toFind);
  });
}

function mean(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** COCO's mAP over boxes of every size, with bootstrap intervals over pictures. NaN where nothing was to be found. */
export function averagePrecision(
  pictures: readonly EvaluatedPicture[],
  options: AveragePrecisionOptions,
): AveragePrecision {
  const { maxDetections = 100, rounds = 200, seed = 1 } = options;
  const categories = Array.from({ length: options.categories }, (_, c) => judgeCategory(pictures, c, maxDetections));
  const measure = (weights: ArrayLike<number>): readonly CategoryPrecision[] =>
    categories.map((category) => {
      const at = areas(category, weights);
      return {
        at50: at[0],
        at50To95: mean(at),
        toFind: category.toFindPerPicture.reduce((sum, n) => sum + n, 0),
      };
    });
  const over = (all: readonly CategoryPrecision[], key: 'at50' | 'at50To95'): number =>
    mean(all.map((category) => category[key])) ?? Number.NaN;
  const perCategory = measure(new Uint16Array(pictures.length).fill(1));
  const resampled = resample(pictures.length, rounds, seed).map(measure);
  return {
    map50: over(perCategory, 'at50'),
    map50Interval: interval95(resampled.map((all) => over(all, 'at50'))),
    map50To95: over(perCategory, 'at50To95'),
    map50To95Interval: interval95(resampled.map((all) => over(all, 'at50To95'))),
    perCategory,
  };
}
