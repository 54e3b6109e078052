import type { DriftReport, RetrainingChecklist, RetrainingCondition } from '../../../preload/contract/drift.ts';

export interface RetrainingRule {
  readonly significance: number;
  readonly driftShare: number;
  readonly reviewedLabels: number;
}

export const retrainingRule: RetrainingRule = { significance: 0.05, driftShare: 0.3, reviewedLabels: 50 };

/** The least adjusted p-value among features that moved far enough to matter; null where none did. */
function mostCertain(report: DriftReport): number | null {
  const moved = report.features.flatMap(({ moved, adjustedP }) => (moved && adjustedP !== null ? [adjustedP] : []));
  return moved.length === 0 ? null : Math.min(...moved);
}

/** Significant drift of one feature or drift of many, and labels enough to learn from: then retraining is recommended. */
export function retrainingConditions(
  state: { readonly report: DriftReport | undefined; readonly reviewedLabels: number },
  rule: RetrainingRule = retrainingRule,
): RetrainingChecklist {
  const p = state.report === undefined ? null : mostCertain(state.report);
  const share = state.report?.driftShare ?? null;
  const significant: RetrainingCondition = {
    name: 'significant-drift',
    current: p,
    wanted: rule.significance,
    comparison: 'below',
    met: p !== null && p < rule.significance,
  };
  const widespread: RetrainingCondition = {
    name: 'drift-share',
    current: share,
    wanted: rule.driftShare,
    comparison: 'above',
    met: share !== null && share > rule.driftShare,
  };
  const labelled: RetrainingCondition = {
    name: 'reviewed-labels',
    current: state.reviewedLabels,
    wanted: rule.reviewedLabels,
    comparison: 'at-least',
    met: state.reviewedLabels >= rule.reviewedLabels,
  };
  return {
    recommended: (significant.met || widespread.met) && labelled.met,
    conditions: [significant, widespread, labelled],
  };
}
