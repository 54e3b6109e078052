import {
  type DriftReport,
  type DriftWindow,
  driftFeatureNames,
  type FeatureDrift,
} from '../../preload/contract/drift.ts';
import type { PastWindow } from '../../preload/contract/monitor.ts';

const startedAt = 1_767_600_000_000;
const hourMs = 3_600_000;

export const fixtureWindow = (hour: number): DriftWindow => ({
  startAt: startedAt + hour * hourMs,
  endAt: startedAt + (hour + 1) * hourMs,
  latenessMs: 5_000,
  predictions: 54_000,
  late: hour % 7 === 3 ? 2 : 0,
});

/** From noon on the light goes down, and with it what depends on it. */
const strength = (feature: string, hour: number): number =>
  ['brightness', 'contrast', 'sharpness'].includes(feature) && hour > 12 ? (hour - 12) / 12 : 0.01;

function featureAt(feature: (typeof driftFeatureNames)[number], hour: number): FeatureDrift {
  const moved = strength(feature, hour);
  const [pValue, drifted] = [Math.exp(-12 * moved), moved > 0.3];
  const ofClasses = feature === 'classMix';
  return {
    feature,
    test: ofClasses ? 'chi-square' : 'kolmogorov-smirnov',
    state: drifted ? 'drifted' : 'steady',
    statistic: moved,
    pValue,
    adjustedP: Math.min(1, pValue * 2),
    drifted,
    moved: drifted,
    psi: moved / 2,
    wasserstein: ofClasses ? null : moved,
    shift: moved * 30,
    nReference: 54_000,
    nCurrent: 54_000,
    effectiveReference: 900,
    effectiveCurrent: 900,
  };
}

export function fixtureDrift(hour: number, reference: DriftWindow): DriftReport {
  const features = driftFeatureNames.map((feature) => featureAt(feature, hour));
  const drifted = features.filter((feature) => feature.drifted).length;
  return {
    features,
    tested: features.length,
    driftShare: drifted / features.length,
    drifted: drifted > 0,
    alarm: features.some(({ adjustedP }) => (adjustedP ?? 1) < 0.001),
    reference,
    window: fixtureWindow(hour),
  };
}

/** The last so many of a day's windows, oldest first. */
export const fixturePastWindows = (windows: number): PastWindow[] =>
  Array.from({ length: Math.min(24, windows) }, (_, index) => {
    const report = fixtureDrift(24 - Math.min(24, windows) + index, fixtureWindow(0));
    const { window, driftShare, drifted, alarm } = report;
    const points = report.features.map(({ feature, psi, wasserstein, adjustedP, drifted: isDrifted }) => ({
      feature,
      psi,
      wasserstein,
      adjustedP,
      drifted: isDrifted,
    }));
    return { window, driftShare, drifted, alarm, points };
  });
