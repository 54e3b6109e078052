import type { RecipeRule } from '../../../preload/contract/recipes.ts';
import type { VoteRule } from '../verdict.ts';
import { type Finding, isOutside } from './findings.ts';
import { neededOf, type PartSeen, type RuleFault, type RuleTally } from './rule-tally.ts';

interface Measured {
  readonly values: number[];
  readonly label: string;
  sureFrames: number;
  sureBest: number;
  best: number;
}

/** Of more things at once than are followed the last that is out stands for all: seen in one frame, it makes the part unsure. */
const loose = -1;
/** A thing that stays in view for longer has been measured well enough by then. */
const mostValues = 500;

/** Each thing's measure is the median over the frames that show it whole: one frame's box may be a pixel off. */
export class MeasureTally implements RuleTally {
  readonly #rule: Extract<RecipeRule, { kind: 'measure' }>;
  readonly #vote: VoteRule;
  readonly #things = new Map<number, Measured>();

  constructor(rule: Extract<RecipeRule, { kind: 'measure' }>, vote: VoteRule) {
    this.#rule = rule;
    this.#vote = vote;
  }

  add({ matches }: Finding): void {
    for (const { track = loose, mm, label, isSure, score } of matches) {
      if (mm === undefined || (track === loose && !isOutside(mm, this.#rule))) continue;
      const fresh = { values: [], label, sureFrames: 0, sureBest: 0, best: 0 };
      const known = track === loose ? fresh : (this.#things.get(track) ?? fresh);
      if (known.values.length < mostValues) known.values.push(mm);
      known.best = Math.max(known.best, score);
      if (isSure) {
        known.sureFrames += 1;
        known.sureBest = Math.max(known.sureBest, score);
      }
      this.#things.set(track, known);
    }
  }

  judge({ frames }: PartSeen): RuleFault | undefined {
    const { leastMm, mostMm } = this.#rule;
    const { failFrames, sureScore } = this.#vote;
    const out = [...this.#things.values()]
      .map((thing) => ({ ...thing, mm: medianOf(thing.values) }))
      .filter(({ mm }) => isOutside(mm, this.#rule))
      .map((thing) => ({
        ...thing,
        isSure:
          thing.sureFrames >= neededOf(failFrames, frames) || (thing.sureFrames > 0 && thing.sureBest >= sureScore),
        offMm: Math.max((leastMm ?? thing.mm) - thing.mm, thing.mm - (mostMm ?? thing.mm)),
      }))
      .sort((a, b) => Number(b.isSure) - Number(a.isSure) || b.offMm - a.offMm);
    const [furthest] = out;
    if (furthest === undefined) return undefined;
    return {
      label: furthest.label,
      verdict: furthest.isSure ? 'fail' : 'unsure',
      frames: furthest.values.length,
      score: furthest.best,
      found: out.filter(({ isSure }) => isSure === furthest.isSure).length,
      limit: 1,
      measuredMm: furthest.mm,
      leastMm,
      mostMm,
    };
  }
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
