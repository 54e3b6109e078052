import {
  type DriftFeatureName,
  type DriftReport,
  type DriftWindow,
  type FeatureDrift,
  numberFeatures,
} from '../../../preload/contract/drift.ts';
import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { type Comparison, compareClasses, compareNumbers, type Worth } from './compare.ts';
import type { FeatureSketches } from './feature-sketches.ts';
import { featureSpecs } from './features.ts';

export interface DriftOptions {
  /** Adjusted p-values below this are called significant. */
  readonly alpha: number;
  /** The same for an alarm: a watch that asks every hour of the day would cry wolf at one in twenty. */
  readonly alarmAlpha: number;
  /** With a million predictions everything is significant: one of these two must be reached as well. */
  readonly leastPsi: number;
  readonly leastWasserstein: number;
  /** Fewer values on either side, or values worth fewer independent ones, are not enough. */
  readonly leastValues: number;
  readonly leastWorth: number;
  /**
   * Whose neighbours tell how much frames resemble each other. A reference from the same line tells it for both, so that a
   * trend in the current window cannot hide itself; a training set was shuffled and speaks for itself alone.
   */
  readonly dependence: 'of-reference' | 'of-each';
}

export const driftDefaults: DriftOptions = {
  alpha: 0.05,
  alarmAlpha: 0.001,
  leastPsi: 0.1,
  leastWasserstein: 0.1,
  leastValues: 50,
  leastWorth: 8,
  dependence: 'of-reference',
};

/**
 * Against a training set: what a line shows in an hour is never its whole variety, so a move must be what the trade calls a
 * large one before it counts.
 */
export const againstTrainingSet: DriftOptions = {
  ...driftDefaults,
  leastPsi: 0.25,
  leastWasserstein: 0.3,
  dependence: 'of-each',
};

export interface WindowSketches {
  readonly window: DriftWindow;
  readonly sketches: FeatureSketches;
}

/** A share of classes that changed place; less matters to no model. */
const leastClassShift = 0.02;

interface Sketch {
  readonly count: number;
  readonly inflation: number;
}

interface Pair {
  readonly feature: DriftFeatureName;
  readonly reference: Sketch;
  readonly current: Sketch;
  readonly leastShift: number;
  compare(worth: Worth): Comparison | undefined;
}

function pairsOf(reference: FeatureSketches, current: FeatureSketches): readonly Pair[] {
  const numbers = numberFeatures.map((feature): Pair => {
    const [before, now] = [reference.numbers[feature], current.numbers[feature]];
    const { leastShift } = featureSpecs[feature];
    return {
      feature,
      reference: before,
      current: now,
      leastShift,
      compare: (worth) => compareNumbers(before, now, worth),
    };
  });
  const [before, now] = [reference.classMix, current.classMix];
  const classes: Pair = {
    feature: 'classMix',
    reference: before,
    current: now,
    leastShift: leastClassShift,
    compare: (worth) => compareClasses(before, now, worth),
  };
  return [...numbers, classes].filter((pair) => pair.reference.count + pair.current.count > 0);
}

interface Compared {
  readonly pair: Pair;
  readonly worth: Worth;
  readonly comparison: Comparison | undefined;
}

function compared(pair: Pair, options: DriftOptions): Compared {
  const { reference, current } = pair;
  const inflation = options.dependence === 'of-each' ? current.inflation : reference.inflation;
  const worth = { reference: reference.count / reference.inflation, current: current.count / inflation };
  const enough =
    Math.min(reference.count, current.count) >= options.leastValues &&
    Math.min(worth.reference, worth.current) >= options.leastWorth;
  return { pair, worth, comparison: enough ? pair.compare(worth) : undefined };
}

function judged(
  { pair, worth, comparison }: Compared,
  adjustedP: number | undefined,
  options: DriftOptions,
): FeatureDrift {
  const psi = comparison?.psi ?? 0;
  const relative = comparison?.wasserstein ?? 0;
  const shift = comparison?.shift ?? 0;
  const moved = shift >= pair.leastShift && (psi >= options.leastPsi || relative >= options.leastWasserstein);
  const drifted = moved && adjustedP !== undefined && adjustedP < options.alpha;
  return {
    feature: pair.feature,
    test: pair.feature === 'classMix' ? 'chi-square' : 'kolmogorov-smirnov',
    state: comparison === undefined ? 'not-enough' : drifted ? 'drifted' : 'steady',
    statistic: comparison?.statistic ?? null,
    pValue: comparison?.pValue ?? null,
    adjustedP: adjustedP ?? null,
    drifted,
    moved,
    psi: comparison?.psi ?? null,
    wasserstein: comparison?.wasserstein ?? null,
    shift: comparison?.shift ?? null,
    nReference: pair.reference.count,
    nCurrent: pair.current.count,
    effectiveReference: worth.reference,
    effectiveCurrent: worth.current,
  };
}

/** Every feature of a current window against its reference; the same for the same windows, whenever it is asked. */
export function driftReport(
  reference: WindowSketches,
  current: WindowSketches,
  options: DriftOptions = driftDefaults,
): DriftReport {
  const all = pairsOf(reference.sketches, current.sketches).map((pair) => compared(pair, options));
  const tested = all.filter(({ comparison }) => comparison !== undefined);
  const adjusted = benjaminiHochberg(tested.map(({ comparison }) => comparison?.pValue ?? 1));
  const features = all.map((each) => judged(each, adjusted[tested.indexOf(each)], options));
  const drifted = features.filter((feature) => feature.drifted);
  return {
    features,
    tested: tested.length,
    driftShare: tested.length === 0 ? null : drifted.length / tested.length,
    drifted: drifted.length > 0,
    alarm: drifted.some(({ adjustedP }) => (adjustedP ?? 1) < options.alarmAlpha),
    reference: reference.window,
    window: current.window,
  };
}
