import type { NumberFeature } from '../../../preload/contract/drift.ts';
import type { Scale } from '../sketch/scale.ts';

export interface FeatureSpec {
  readonly scale: Scale;
  /** A smaller move, in the scale's own unit (a natural logarithm where it is one), matters to no model. */
  readonly leastShift: number;
}

const balance: FeatureSpec = { scale: { kind: 'linear', low: -128, high: 128, bins: 512 }, leastShift: 1 };
const share: FeatureSpec = { scale: { kind: 'linear', low: 0, high: 1, bins: 256 }, leastShift: 0.01 };

/** Bins are half a grey level, half a hundredth, or three in a hundred where the scale is a logarithm. */
export const featureSpecs: Readonly<Record<NumberFeature, FeatureSpec>> = {
  confidence: { scale: { kind: 'linear', low: 0, high: 1, bins: 200 }, leastShift: 0.01 },
  boxCount: { scale: { kind: 'linear', low: 0, high: 300, bins: 300 }, leastShift: 0.05 },
  boxShare: { scale: { kind: 'log', low: 1e-6, high: 1, bins: 460 }, leastShift: 0.05 },
  brightness: { scale: { kind: 'linear', low: 0, high: 256, bins: 512 }, leastShift: 2 },
  contrast: { scale: { kind: 'linear', low: 0, high: 128, bins: 256 }, leastShift: 1 },
  sharpness: { scale: { kind: 'log', low: 0.1, high: 1e6, bins: 512 }, leastShift: 0.1 },
  saturation: share,
  redGreen: balance,
  yellowBlue: balance,
};
