import type { RecipeRule } from '../../../preload/contract/recipes.ts';
import type { Verdict } from '../../../preload/contract/values.ts';
import type { PictureSize } from './geometry.ts';
import { areaMm2, isCutOff, measureMm, type Scale } from './scale.ts';
import type { Thing } from './things.ts';

/** One thing that a rule is about, in one frame. */
export interface Match {
  readonly label: string;
  readonly score: number;
  /** Its score reaches the rule's; below that it may be one. */
  readonly isSure: boolean;
  readonly track: number | undefined;
  /** Of a rule that measures. */
  readonly mm: number | undefined;
}

/** What one rule found in one frame; surest first. */
export interface Finding {
  readonly rule: RecipeRule;
  readonly matches: readonly Match[];
  readonly verdict: Verdict;
}

export interface FrameFigures {
  readonly size: PictureSize;
  /** Undefined without a calibration; a rule that needs one finds nothing then, and `check` refuses it. */
  readonly scale: Scale | undefined;
}

export function findIn(rule: RecipeRule, things: readonly Thing[], figures: FrameFigures): Finding {
  const matches = things
    .filter((thing) => isMeant(rule, thing, figures))
    .map((thing) => matchOf(rule, thing, figures))
    .sort((a, b) => b.score - a.score);
  return { rule, matches, verdict: frameSays(rule, matches) };
}

function isMeant(rule: RecipeRule, thing: Thing, figures: FrameFigures): boolean {
  const { label, score, box } = thing.detection;
  if (rule.zone !== null && !thing.zones.includes(rule.zone)) return false;
  // Doubt begins where the model's does, or at the rule's own score where that lies lower.
  if (score < Math.min(thing.low, rule.score ?? thing.high)) return false;
  if (rule.label === null) {
    if (!thing.judges) return false;
  } else if (rule.label !== label) {
    return false;
  }
  switch (rule.kind) {
    case 'defect':
      return (
        rule.leastAreaMm2 === null || (figures.scale !== undefined && areaMm2(box, figures.scale) >= rule.leastAreaMm2)
      );
    case 'missing':
      return true;
    case 'measure':
      return figures.scale !== undefined && !isCutOff(box, figures.size);
  }
}

function matchOf(rule: RecipeRule, { detection, high, track }: Thing, { scale }: FrameFigures): Match {
  const { label, score, box } = detection;
  const mm = rule.kind === 'measure' && scale !== undefined ? measureMm(box, rule.side, scale) : undefined;
  return { label, score, isSure: score >= (rule.score ?? high), track, mm };
}

/** A frame alone fails for what it shows, never for what it does not: that may be seen in the next. */
function frameSays(rule: RecipeRule, matches: readonly Match[]): Verdict {
  const sure = matches.filter(({ isSure }) => isSure);
  switch (rule.kind) {
    case 'defect':
      if (sure.length >= rule.leastCount) return 'fail';
      return matches.length >= rule.leastCount ? 'unsure' : 'pass';
    case 'missing':
      return sure.length >= rule.count ? 'pass' : 'unsure';
    case 'measure': {
      const out = matches.filter((match) => isOutside(match.mm, rule));
      if (out.some(({ isSure }) => isSure)) return 'fail';
      return out.length > 0 ? 'unsure' : 'pass';
    }
  }
}

type Limits = Pick<Extract<RecipeRule, { kind: 'measure' }>, 'leastMm' | 'mostMm'>;

export const isOutside = (mm: number | undefined, { leastMm, mostMm }: Limits): boolean =>
  mm !== undefined && ((leastMm !== null && mm < leastMm) || (mostMm !== null && mm > mostMm));
