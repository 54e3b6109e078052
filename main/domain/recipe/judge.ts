import type { LineCount, RecipeBody, RecipeRule, ZoneState } from '../../../preload/contract/recipes.ts';
import type { Detection, Verdict } from '../../../preload/contract/values.ts';
import { Tracker, usualTracker } from '../tracking/tracker.ts';
import { usualVote } from '../verdict.ts';
import { type Finding, findIn } from './findings.ts';
import type { PictureSize } from './geometry.ts';
import { PartTally } from './part-tally.ts';
import { PlaceWatch } from './place-watch.ts';
import { worst } from './rule-tally.ts';
import { type Scale, scaleOf } from './scale.ts';
import { counts, type LookSeen, type Places, placesOf, type Thing, thingOf } from './things.ts';

/** What of a recipe says how frames and parts are judged. */
export type JudgedBy = Pick<RecipeBody, 'region' | 'zones' | 'lines' | 'calibration' | 'rules' | 'vote' | 'follow'>;

/** Without a recipe: a defect of any kind above the model's own threshold fails the part. */
export const withoutRecipe: JudgedBy = {
  region: null,
  zones: [],
  lines: [],
  calibration: null,
  rules: [],
  vote: usualVote,
  follow: false,
};

const anyDefect: RecipeRule = {
  kind: 'defect',
  label: null,
  score: null,
  leastAreaMm2: null,
  leastCount: 1,
  zone: null,
};

export interface FrameSeen extends PictureSize {
  /** In the order of the models. */
  readonly looks: readonly LookSeen[];
  /** Monotonic time of the frame. */
  readonly atMs: number;
}

export interface FrameJudged {
  readonly verdict: Verdict;
  /** What each model found, as it is shown: with the thing that it follows, and whether it counts at all. */
  readonly shown: readonly (readonly Detection[])[];
  /** What counts of it. */
  readonly counted: readonly Detection[];
  /** In the order of the rules. */
  readonly findings: readonly Finding[];
}

interface Laid {
  readonly places: Places;
  readonly scale: Scale | undefined;
  readonly watch: PlaceWatch | undefined;
}

/** Defects are small and belts are fast: from one frame to the next their boxes need not overlap. */
const reach = 2;
/** More things than this at once are not followed one by one: the time of a frame is bounded. */
const mostFollowed = 100;

/** Judges frames and parts by a recipe, or by the models alone; one for each run of a line, as it follows things from frame to frame. */
export class Judge {
  readonly #by: JudgedBy;
  readonly #rules: readonly RecipeRule[];
  readonly #follows: boolean;
  #tracker: Tracker | undefined;
  #laid: Laid | undefined;

  constructor(by: JudgedBy) {
    this.#by = by;
    this.#rules = by.rules.length === 0 ? [anyDefect] : by.rules;
    // Measures of one thing in several frames belong together, shown to be followed or not.
    this.#follows = by.follow || by.rules.some(({ kind }) => kind === 'measure');
  }

  see(seen: FrameSeen): FrameJudged {
    const { places, scale, watch } = this.#lay(seen);
    if (this.#follows) this.#tracker ??= this.#track(seen);
    const told = seen.looks.flatMap((look, at) =>
      look.detections.map((detection) => ({ detection, look, at, counts: counts(detection, look, places) })),
    );
    const counted = told.filter((one) => one.counts);
    const tracks = this.#tracker?.see(
      counted.map(({ detection }) => detection),
      seen.atMs,
    );
    watch?.see(this.#tracker?.inSight ?? [], seen.atMs);
    const things = counted.map(({ detection, look }, at): Thing => thingOf(detection, look, places, tracks?.[at]));
    const findings = this.#rules.map((rule) => findIn(rule, things, { size: places.size, scale }));
    const trackOf = new Map(counted.map(({ detection }, at) => [detection, tracks?.[at]]));
    const shown = seen.looks.map((_, at) =>
      told
        .filter((one) => one.at === at)
        .map((one) => this.#show(one.detection, one.counts, trackOf.get(one.detection))),
    );
    return {
      verdict: findings.reduce<Verdict>((so, finding) => worst(so, finding.verdict), 'pass'),
      shown,
      counted: counted.map(({ detection }) => detection),
      findings,
    };
  }

  beginPart(): PartTally {
    return new PartTally(this.#rules, this.#by.vote, this.#by.follow);
  }

  /** Undefined where the recipe has none, or no frame was seen yet. */
  get zones(): ZoneState[] | undefined {
    return this.#by.zones.length === 0 ? undefined : this.#laid?.watch?.zones;
  }

  get lines(): LineCount[] | undefined {
    return this.#by.lines.length === 0 ? undefined : this.#laid?.watch?.lines;
  }

  /** What may be a thing to the rules or the models is followed at once; what is fainter only goes on with it. */
  #track({ looks }: FrameSeen): Tracker {
    const bands = looks.flatMap(({ band }) => [band, ...Object.values(band.byLabel ?? {})]);
    const scores = [...bands.map(({ low }) => low), ...this.#rules.flatMap(({ score }) => score ?? [])];
    const beginScore = Math.min(usualTracker.beginScore, ...scores);
    return new Tracker({ ...usualTracker, sureScore: beginScore, beginScore, reach, most: mostFollowed });
  }

  #show(detection: Detection, isCounted: boolean, track: number | undefined): Detection {
    if (!isCounted) return { ...detection, ignored: true };
    return this.#by.follow && track !== undefined ? { ...detection, track } : detection;
  }

  /** Anew where the camera was given another size: what is counted begins again then, as everything lies elsewhere. */
  #lay({ width, height }: PictureSize): Laid {
    const known = this.#laid;
    if (known?.places.size.width === width && known.places.size.height === height) return known;
    const size = { width, height };
    const { calibration, follow } = this.#by;
    const laid = {
      places: placesOf(this.#by, size),
      scale: calibration === null ? undefined : scaleOf(calibration, size),
      watch: follow ? new PlaceWatch(this.#by, size, usualTracker.forgetMs) : undefined,
    };
    this.#laid = laid;
    return laid;
  }
}
