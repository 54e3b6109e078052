export interface DemoLineOptions {
  readonly seed?: number;
  /** Size of the picture; boards are as large as the picture. */
  readonly width?: number;
  readonly height?: number;
  readonly framesPerSecond?: number;
  readonly boardsPerMinute?: number;
  /** Belt between two boards, in pixels. */
  readonly beltGap?: number;
  /** Mean number of defects (Poisson): 0.36 leaves about 70 % of the boards good. */
  readonly defectsPerBoard?: number;
  /** How many boards of one design pass before the next design comes. */
  readonly boardsPerDesign?: number;
  /** Share by which the light swings up and down; 0 is steady light. */
  readonly lightingDrift?: number;
  /** Standard deviation of the blur, in pixels, at its worst; 0 is always sharp. */
  readonly blurDrift?: number;
  /** Seconds in which light and blur swing once there and back. */
  readonly driftPeriodSeconds?: number;
}

export type DemoLineSettings = Required<DemoLineOptions>;

const DEFAULTS: DemoLineSettings = {
  seed: 1,
  width: 640,
  height: 640,
  framesPerSecond: 30,
  boardsPerMinute: 30,
  beltGap: 72,
  defectsPerBoard: 0.36,
  boardsPerDesign: 20,
  lightingDrift: 0,
  blurDrift: 0,
  driftPeriodSeconds: 600,
};

interface Rule {
  readonly expected: string;
  readonly holds: (value: number) => boolean;
}

const within = (low: number, high: number): Rule => ({
  expected: `a number from ${low} to ${high}`,
  holds: (value) => value >= low && value <= high,
});

const wholeWithin = (low: number, high: number): Rule => ({
  expected: `a whole number from ${low} to ${high}`,
  holds: (value) => Number.isInteger(value) && value >= low && value <= high,
});

const positive = (expected: string, isKind: (value: number) => boolean): Rule => ({
  expected,
  holds: (value) => isKind(value) && value > 0,
});

const RULES: { readonly [name in keyof DemoLineSettings]: Rule } = {
  seed: wholeWithin(0, 0xffffffff),
  width: wholeWithin(64, 4096),
  height: wholeWithin(64, 4096),
  framesPerSecond: positive('a positive integer', Number.isInteger),
  boardsPerMinute: positive('a positive number', Number.isFinite),
  beltGap: wholeWithin(0, 4096),
  defectsPerBoard: within(0, 40),
  boardsPerDesign: positive('a positive integer', Number.isInteger),
  lightingDrift: within(0, 0.9),
  blurDrift: within(0, 4),
  driftPeriodSeconds: positive('a positive number', Number.isFinite),
};

const NAMES: readonly (keyof DemoLineSettings)[] = [
  'seed',
  'width',
  'height',
  'framesPerSecond',
  'boardsPerMinute',
  'beltGap',
  'defectsPerBoard',
  'boardsPerDesign',
  'lightingDrift',
  'blurDrift',
  'driftPeriodSeconds',
];

export function settleOptions(options: DemoLineOptions): DemoLineSettings {
  const settings = { ...DEFAULTS, ...options };
  for (const name of NAMES) {
    if (!RULES[name].holds(settings[name])) {
      throw new RangeError(`Expected ${name} to be ${RULES[name].expected}, got ${settings[name]}`);
    }
  }
  return settings;
}
