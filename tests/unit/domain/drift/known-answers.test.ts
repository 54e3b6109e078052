import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chiSquareOfMixes } from '../../../../main/domain/drift/chi-square.ts';
import { chiSquareTail } from '../../../../main/domain/drift/gamma.ts';
import { distanceOfSamples, kolmogorovSmirnovP } from '../../../../main/domain/drift/kolmogorov-smirnov.ts';
import { PageHinkley } from '../../../../main/domain/drift/page-hinkley.ts';
import { describeUnless } from '../../../support/lacks.ts';
import { sharedData, whyNoData } from '../../../support/shared-data.ts';

const answers = sharedData('drift', 'known_answers.json');
const numbersOf = (...parts: readonly string[]): number[] =>
  readFileSync(sharedData('drift', ...parts) ?? '', 'utf8')
    .trim()
    .split('\n')
    .map(Number);

interface KnownAnswers {
  readonly river: { readonly stream_1: Readonly<Record<string, readonly number[]>> };
  readonly skmultiflow: Readonly<Record<string, readonly number[]>>;
  readonly evidently: {
    readonly A: {
      readonly 'reference_counts_of_1..6': readonly number[];
      readonly 'current_counts_of_1..6': readonly number[];
      readonly chi_square_p: number;
    };
    readonly C: { readonly cramer_von_mises_p: number };
    readonly E: { readonly fisher_exact_p: number };
  };
}

/** The settings of both projects; a rise is reported at each index. */
function rises(values: readonly number[]): readonly number[] {
  const prior = { mean: 0, weight: 0 };
  const test = new PageHinkley({ tolerance: 0.005, threshold: 50, leastValues: 30, memory: 0.9999, prior });
  return values.flatMap((value, index) => (test.add(value) ? [index] : []));
}

describeUnless(whyNoData('drift', 'known_answers.json'))('answers that other projects state', () => {
  const known = JSON.parse(answers === undefined ? '{}' : readFileSync(answers, 'utf8')) as KnownAnswers;

  it('Page-Hinkley fires where river says', () => {
    expect(rises(numbersOf('river', 'stream_1.csv'))).toEqual(known.river.stream_1['PageHinkley()']);
  });

  it('Page-Hinkley fires where scikit-multiflow says', () => {
    const name = 'PageHinkley(min_instances=30,delta=0.005,threshold=50,alpha=0.9999)';
    expect(rises(numbersOf('skmultiflow', 'drift_stream.csv'))).toEqual(known.skmultiflow[name]);
  });

  it('the chi-square law gives Evidently’s p-value for its statistic, which takes the reference as the truth', () => {
    const { A } = known.evidently;
    const reference = A['reference_counts_of_1..6'];
    const statistic = A['current_counts_of_1..6'].reduce((sum, count, index) => {
      const expected = reference[index] ?? 0;
      return sum + (count - expected) ** 2 / expected;
    }, 0);
    expect(chiSquareTail(statistic, 5)).toBeCloseTo(A.chi_square_p, 5);
  });

  it('chi-square of two mixes decides at 0.05 as Fisher’s exact test does on Evidently’s letters', () => {
    expect(known.evidently.E.fisher_exact_p).toBeLessThan(0.05);
    expect(chiSquareOfMixes([45, 45], [30, 60])?.pValue).toBeLessThan(0.05);
  });

  it('Kolmogorov-Smirnov sees as little between Evidently’s two normal samples as Cramer-von Mises does', () => {
    const [one = new Float64Array(), other = new Float64Array()] = [0, 1].map((seed) =>
      Float64Array.from(numbersOf('evidently', `norm_rvs_seed${seed}_100.csv`)).sort(),
    );
    const distance = distanceOfSamples(one, other);
    // scipy 1.10.1: stats.ks_2samp(a, b, method='exact').
    expect(distance).toBeCloseTo(0.08, 12);
    expect(kolmogorovSmirnovP(distance, 100, 100)).toBeCloseTo(0.9084105017744525, 9);
    expect(known.evidently.C.cramer_von_mises_p).toBeGreaterThan(0.5);
  });
});
