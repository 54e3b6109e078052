import type { DriftReport, DriftWindow } from '../../../preload/contract/drift.ts';
import type { DriftReference, DriftStatus, PastWindow, Stream } from '../../../preload/contract/monitor.ts';

const noWindow: DriftWindow = { startAt: 0, endAt: 0, latenessMs: 0, predictions: 0, late: 0 };

const nothingCompared = { features: [], tested: 0, driftShare: null, drifted: false, alarm: false };

/** A report about a stream; where there is none, what there is of its windows. */
export function driftStatus(
  stream: Stream | null,
  seen: {
    readonly report: DriftReport | null | undefined;
    readonly reference: DriftReference | null;
    readonly window: DriftWindow | undefined;
    readonly complete: boolean;
  },
): DriftStatus {
  const { report, reference, window = noWindow, complete } = seen;
  const comparedWith = reference?.origin ?? null;
  if (report) return { ...report, stream, state: 'compared', comparedWith, complete };
  const state = window === noWindow ? 'nothing-seen' : reference === null ? 'no-reference' : 'filling';
  const against = reference?.window ?? noWindow;
  return { ...nothingCompared, reference: against, window, stream, state, comparedWith, complete };
}

export const pastWindow = (window: DriftWindow, report: DriftReport | null): PastWindow => ({
  window,
  driftShare: report?.driftShare ?? null,
  drifted: report?.drifted ?? false,
  alarm: report?.alarm ?? false,
  points: (report?.features ?? []).map(({ feature, psi, wasserstein, adjustedP, drifted }) => ({
    feature,
    psi,
    wasserstein,
    adjustedP,
    drifted,
  })),
});
