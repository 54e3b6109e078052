import type { RecipeRule } from '../../../preload/contract/recipes.ts';
import type { VoteRule } from '../verdict.ts';
import type { Finding } from './findings.ts';
import { neededOf, type PartSeen, type RuleFault, type RuleTally } from './rule-tally.ts';

/**
 * What must be on a part: it is there when as many frames show it as would make a defect, or one beyond doubt. What one frame
 * misses another may show: it is missing for sure where none of the part's frames shows it.
 */
export class MissingTally implements RuleTally {
  readonly #rule: Extract<RecipeRule, { kind: 'missing' }>;
  readonly #vote: VoteRule;
  #seen = 0;
  #maybeSeen = 0;
  #topScore = 0;
  #most = 0;
  #best: number | null = null;
  #without = 0;

  constructor(rule: Extract<RecipeRule, { kind: 'missing' }>, vote: VoteRule) {
    this.#rule = rule;
    this.#vote = vote;
  }

  add({ matches }: Finding): void {
    const { count } = this.#rule;
    const sure = matches.filter(({ isSure }) => isSure);
    this.#most = Math.max(this.#most, sure.length);
    const [best] = matches;
    if (best !== undefined) this.#best = Math.max(this.#best ?? 0, best.score);
    if (sure.length >= count) {
      this.#seen += 1;
      this.#topScore = Math.max(this.#topScore, sure[count - 1]?.score ?? 0);
      return;
    }
    this.#without += 1;
    if (matches.length >= count) this.#maybeSeen += 1;
  }

  judge({ frames, isWhole }: PartSeen): RuleFault | undefined {
    const { failFrames, sureScore } = this.#vote;
    if (frames === 0) return undefined;
    if (this.#seen >= neededOf(failFrames, frames) || (this.#seen > 0 && this.#topScore >= sureScore)) return undefined;
    const mayBeThere = this.#seen > 0 || this.#maybeSeen > 0 || !isWhole;
    return {
      label: this.#rule.label,
      verdict: mayBeThere ? 'unsure' : 'fail',
      frames: this.#without,
      score: this.#best,
      found: this.#most,
      limit: this.#rule.count,
      measuredMm: null,
      leastMm: null,
      mostMm: null,
    };
  }
}
