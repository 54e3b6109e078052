import { describe, expect, it } from 'vitest';
import { retrainingConditions } from '../../../../main/domain/drift/retraining.ts';
import type { DriftReport, FeatureDrift } from '../../../../preload/contract/drift.ts';

const window = { startAt: 0, endAt: 1, latenessMs: 0, predictions: 9, late: 0 };

function reportOf(adjustedP: number | null, moved: boolean, driftShare: number | null): DriftReport {
  const feature: FeatureDrift = {
    feature: 'brightness',
    test: 'kolmogorov-smirnov',
    state: 'steady',
    statistic: 0.2,
    pValue: adjustedP,
    adjustedP,
    drifted: false,
    moved,
    psi: 0.2,
    wasserstein: 0.2,
    shift: 3,
    nReference: 99,
    nCurrent: 99,
    effectiveReference: 99,
    effectiveCurrent: 99,
  };
  return { features: [feature], tested: 1, driftShare, drifted: false, alarm: false, reference: window, window };
}

describe('the conditions for retraining', () => {
  it.each([
    [0.049, true, 0.1, 50, [true, false, true], true],
    [0.05, true, 0.3, 50, [false, false, true], false],
    [0.5, true, 0.31, 50, [false, true, true], true],
    [0.001, true, 0.9, 49, [true, true, false], false],
    [0.001, false, 0, 500, [false, false, true], false],
    [null, false, null, 500, [false, false, true], false],
  ])(
    'with p %j, moved %j, share %j and %i labels are %j: recommended %j',
    (p, moved, share, labels, met, recommended) => {
      const checklist = retrainingConditions({ report: reportOf(p, moved, share), reviewedLabels: labels });
      expect(checklist.conditions.map((condition) => condition.met)).toEqual(met);
      expect(checklist.recommended).toBe(recommended);
    },
  );

  it('state what is and what is wanted, before there is any report', () => {
    expect(retrainingConditions({ report: undefined, reviewedLabels: 12 })).toEqual({
      recommended: false,
      conditions: [
        { name: 'significant-drift', current: null, wanted: 0.05, comparison: 'below', met: false },
        { name: 'drift-share', current: null, wanted: 0.3, comparison: 'above', met: false },
        { name: 'reviewed-labels', current: 12, wanted: 50, comparison: 'at-least', met: false },
      ],
    });
  });
});
