import type { Random } from './random.ts';

export type LayoutStyle = {
  /** Copper floods the board and nets are cut out of it. */
  readonly pour: boolean;
  readonly traceWidth: number;
  readonly gap: number;
  readonly attempts: number;
  readonly bundles: number;
  readonly bundleSize: number;
  readonly padSize: number;
  readonly padCorner: number;
  /** How likely each kind of feature is, relative to the others. */
  readonly weights: { readonly [kind in FeatureKind]: number };
};

export type FeatureKind =
  | 'route'
  | 'pad'
  | 'padRow'
  | 'ring'
  | 'bigDisc'
  | 'area'
  | 'comb'
  | 'meander'
  | 'text'
  | 'channel';

const NONE = {
  route: 0,
  pad: 0,
  padRow: 0,
  ring: 0,
  bigDisc: 0,
  area: 0,
  comb: 0,
  meander: 0,
  text: 0,
  channel: 0,
};

/** One kind of board: what it mostly carries and in which sizes. */
export function pickStyle(random: Random): LayoutStyle {
  const common = {
    pour: false,
    padSize: random.logBetween(11, 34),
    padCorner: random.chance(0.4) ? 0 : random.between(2, 12),
    bundles: 0,
    bundleSize: 4,
  };
  const family = random.pick(['bus', 'bus', 'wide', 'wide', 'sparse', 'surface', 'surface', 'pour', 'areas']);
  switch (family) {
    case 'bus':
      return {
        ...common,
        traceWidth: random.logBetween(6, 16),
        gap: random.logBetween(5, 13),
        attempts: random.integer(20, 60),
        bundles: random.integer(1, 4),
        bundleSize: random.integer(3, 9),
        weights: { ...NONE, route: 4, pad: 3, padRow: 1, ring: 0.5, area: 2, comb: 1.5, meander: 0.6, text: 0.08 },
      };
    case 'wide':
      return {
        ...common,
        traceWidth: random.logBetween(16, 62),
        gap: random.logBetween(8, 30),
        attempts: random.integer(14, 50),
        bundles: random.integer(0, 2),
        bundleSize: random.integer(2, 6),
        weights: {
          ...NONE,
          route: 6,
          pad: 3,
          padRow: 0.6,
          ring: 0.6,
          bigDisc: 0.6,
          area: 2.5,
          comb: 0.3,
          meander: 0.2,
          text: 0.08,
        },
      };
    case 'sparse':
      return {
        ...common,
        padSize: random.logBetween(16, 60),
        traceWidth: random.logBetween(10, 34),
        gap: random.logBetween(12, 40),
        attempts: random.integer(3, 14),
        weights: { ...NONE, route: 2, pad: 4, padRow: 2, ring: 2, bigDisc: 2.2, area: 1.4, text: 0.08 },
      };
    case 'surface':
      return {
        ...common,
        traceWidth: random.logBetween(4.5, 15),
        gap: random.logBetween(6, 18),
        attempts: random.integer(30, 90),
        bundles: random.integer(0, 1),
        bundleSize: random.integer(2, 5),
        weights: {
          ...NONE,
          route: 6,
          pad: 3,
          padRow: 4,
          ring: 0.8,
          bigDisc: 0.2,
          area: 1.4,
          comb: 0.3,
          meander: 0.3,
          text: 0.08,
        },
      };
    case 'pour':
      return {
        ...common,
        pour: true,
        traceWidth: random.logBetween(5, 26),
        gap: random.logBetween(6, 20),
        attempts: random.integer(8, 36),
        bundles: random.integer(0, 2),
        bundleSize: random.integer(2, 5),
        weights: {
          ...NONE,
          route: 4,
          pad: 2.5,
          padRow: 1.4,
          ring: 0.6,
          bigDisc: 0.8,
          area: 0.8,
          meander: 0.6,
          channel: 5,
          text: 0.08,
        },
      };
    case 'areas':
      return {
        ...common,
        traceWidth: random.logBetween(8, 44),
        gap: random.logBetween(8, 24),
        attempts: random.integer(14, 50),
        bundles: random.integer(0, 1),
        bundleSize: random.integer(2, 5),
        weights: { ...NONE, route: 3, pad: 2.5, padRow: 1, ring: 0.5, bigDisc: 1, area: 6, comb: 0.4, text: 0.08 },
      };
  }
}
