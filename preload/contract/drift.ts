import { z } from 'zod';
import { wallTime } from './values.ts';

/** What is watched of every camera and model. `saturation` and the two balances are absent where a camera sees grey. */
export const numberFeatures = [
  'confidence',
  'boxCount',
  'boxShare',
  'brightness',
  'contrast',
  'sharpness',
  'saturation',
  'redGreen',
  'yellowBlue',
] as const;
export type NumberFeature = (typeof numberFeatures)[number];

export const driftFeatureNames = [...numberFeatures, 'classMix'] as const;
export const driftFeatureName = z.enum(driftFeatureNames);
export type DriftFeatureName = z.infer<typeof driftFeatureName>;

/** A stretch of time that was summed up, and how late a frame could come and still be counted. */
export const driftWindow = z.object({
  startAt: wallTime,
  endAt: wallTime,
  latenessMs: z.number().nonnegative(),
  predictions: z.number().int().nonnegative(),
  /** Came after their window had closed, and were left out. */
  late: z.number().int().nonnegative(),
});
export type DriftWindow = z.infer<typeof driftWindow>;

export const featureDrift = z.object({
  feature: driftFeatureName,
  test: z.enum(['kolmogorov-smirnov', 'chi-square']),
  state: z.enum(['steady', 'drifted', 'not-enough']),
  /** D of Kolmogorov-Smirnov, or chi-square; null, as the other figures, where there is not enough to compare. */
  statistic: z.number().nullable(),
  pValue: z.number().nullable(),
  /** After Benjamini-Hochberg over the features that were tested. */
  adjustedP: z.number().nullable(),
  /** Significant, and moved far enough to matter. */
  drifted: z.boolean(),
  /** True where it moved far enough to matter, whether or not that could be chance. */
  moved: z.boolean(),
  psi: z.number().nullable(),
  /** First Wasserstein distance over the reference's standard deviation; null for classes. */
  wasserstein: z.number().nullable(),
  /** How far it moved in the feature's own unit (natural logarithm where its scale is one; total variation for classes). */
  shift: z.number().nullable(),
  nReference: z.number().int().nonnegative(),
  nCurrent: z.number().int().nonnegative(),
  /** What those are worth: neighbouring frames show the same part, so they count for less than independent ones. */
  effectiveReference: z.number().nonnegative(),
  effectiveCurrent: z.number().nonnegative(),
});
export type FeatureDrift = z.infer<typeof featureDrift>;

export const driftReport = z.object({
  features: z.array(featureDrift),
  /** How many features had enough data to be tested. */
  tested: z.number().int().nonnegative(),
  /** Drifted features over tested ones; null where none could be tested. */
  driftShare: z.number().min(0).max(1).nullable(),
  drifted: z.boolean(),
  /** Drifted beyond what a watch that asks all day long may put down to chance: worth an alert. */
  alarm: z.boolean(),
  reference: driftWindow,
  window: driftWindow,
});
export type DriftReport = z.infer<typeof driftReport>;

export const retrainingCondition = z.object({
  name: z.enum(['significant-drift', 'drift-share', 'reviewed-labels']),
  /** Null where it cannot be known yet. */
  current: z.number().nullable(),
  wanted: z.number(),
  comparison: z.enum(['below', 'above', 'at-least']),
  met: z.boolean(),
});
export type RetrainingCondition = z.infer<typeof retrainingCondition>;

/** One of the first two conditions and the third: then retraining is recommended. */
export const retrainingChecklist = z.object({ recommended: z.boolean(), conditions: z.array(retrainingCondition) });
export type RetrainingChecklist = z.infer<typeof retrainingChecklist>;
