import { describe, expect, it } from 'vitest';
import { chiSquareOfMixes } from '../../../../main/domain/drift/chi-square.ts';
import { chiSquareTail, lnGamma } from '../../../../main/domain/drift/gamma.ts';

describe('the chi-square test', () => {
  // scipy 1.10.1: stats.chi2.sf.
  it.each([
    [0.5, 1, 0.47950012218695337],
    [3.841458820694124, 1, 0.05],
    [3.1734, 5, 0.673272656404631],
    [20, 5, 0.0012497305630313773],
    [100, 10, 5.4497019829205215e-17],
    [500, 3, 4.771672031912771e-108],
    [0.01, 7, 0.999999999243059],
    [60, 80, 0.9537469623541579],
    [1000, 900, 0.010994608942135844],
  ])('knows the tail of the law at %f with %i degrees', (statistic, degrees, pValue) => {
    expect(chiSquareTail(statistic, degrees) / pValue).toBeCloseTo(1, 10);
  });

  it.each([
    [0.5, 0.5723649429247001],
    [2.5, 0.2846828704729192],
    [10, 12.801827480081469],
    [100.5, 361.43554046777757],
    [100000, 1051287.7089736569],
  ])('knows the logarithm of gamma at %f', (x, value) => {
    expect(lnGamma(x) / value).toBeCloseTo(1, 13);
  });

  // scipy 1.10.1: stats.chi2_contingency([a, b], correction=False).
  it.each([
    [[45, 45], [30, 60], 5.142857142857142, 0.023342202012890813],
    [[16, 18, 16, 14, 12, 12], [16, 16, 16, 16, 16, 8], 1.6224089635854342, 0.8985262394026607],
    [[500, 300, 200], [450, 350, 200], 6.477732793522268, 0.03920831659073434],
  ])('compares the mixes %j and %j', (reference, current, statistic, pValue) => {
    const found = chiSquareOfMixes(reference, current);
    expect(found?.statistic).toBeCloseTo(statistic, 10);
    expect((found?.pValue ?? 0) / pValue).toBeCloseTo(1, 10);
    expect(found?.pooled).toBe(0);
  });

  it('counts rare classes together, as scipy does when told to', () => {
    // stats.chi2_contingency of [[1000, 15], [900, 24]] and of [[1000, 10, 7], [900, 20, 7]], correction=False.
    const joined = chiSquareOfMixes([1000, 10, 3, 2], [900, 20, 3, 1]);
    expect(joined).toMatchObject({ degrees: 1, pooled: 3 });
    expect(joined?.statistic).toBeCloseTo(3.0760981305445907, 10);
    const apart = chiSquareOfMixes([1000, 10, 3, 4], [900, 20, 3, 4]);
    expect(apart).toMatchObject({ degrees: 2, pooled: 2 });
    expect(apart?.pValue).toBeCloseTo(0.10864497710178192, 10);
  });

  it('does not compare what is too rare for its law', () => {
    expect(chiSquareOfMixes([6, 0], [0, 6])).toBeUndefined();
    expect(chiSquareOfMixes([100], [90])).toBeUndefined();
    expect(chiSquareOfMixes([], [])).toBeUndefined();
    expect(chiSquareOfMixes([0, 0], [5, 5])).toBeUndefined();
  });
});
