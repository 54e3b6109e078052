import type { RecipeRule } from '../../../preload/contract/recipes.ts';
import type { Verdict } from '../../../preload/contract/values.ts';
import { partVerdict, type VoteRule } from '../verdict.ts';
import type { Finding, Match } from './findings.ts';
import { neededOf, type PartSeen, type RuleFault, type RuleTally, worst } from './rule-tally.ts';

interface Followed {
  readonly frames: number;
  readonly sureFrames: number;
  readonly best: number;
}

/** How many things of a label lie on a part: as many as one frame shows at once, or as were followed across its frames. */
export class DefectTally implements RuleTally {
  readonly #rule: Extract<RecipeRule, { kind: 'defect' }>;
  readonly #vote: VoteRule;
  readonly #follows: boolean;
  readonly #things = new Map<number, Followed>();
  #votes = { fail: 0, unsure: 0, topScore: 0 };
  #most = { sure: 0, all: 0 };
  #best: Match | undefined;

  constructor(rule: Extract<RecipeRule, { kind: 'defect' }>, vote: VoteRule, follows: boolean) {
    this.#rule = rule;
    this.#vote = vote;
    this.#follows = follows;
  }

  add({ matches, verdict }: Finding): void {
    const sure = matches.filter(({ isSure }) => isSure);
    const [best] = matches;
    if (best !== undefined && best.score > (this.#best?.score ?? -1)) this.#best = best;
    this.#most = { sure: Math.max(this.#most.sure, sure.length), all: Math.max(this.#most.all, matches.length) };
    if (verdict === 'unsure') this.#votes.unsure += 1;
    if (verdict === 'fail') {
      this.#votes.fail += 1;
      // As sure as the last of those that it takes.
      this.#votes.topScore = Math.max(this.#votes.topScore, sure[this.#rule.leastCount - 1]?.score ?? 0);
    }
    if (!this.#follows) return;
    for (const { track, isSure, score } of matches) {
      if (track === undefined) continue;
      const known = this.#things.get(track) ?? { frames: 0, sureFrames: 0, best: 0 };
      this.#things.set(track, {
        frames: known.frames + 1,
        sureFrames: known.sureFrames + (isSure ? 1 : 0),
        best: isSure ? Math.max(known.best, score) : known.best,
      });
    }
  }

  judge({ frames }: PartSeen): RuleFault | undefined {
    const { sure, maybe } = this.#count(frames);
    const byFrames = partVerdict({ ...this.#votes, frames, interrupted: false }, this.#vote);
    // Following may lose a thing between two frames: it never lets a part pass that its frames alone would not.
    const verdict = frames === 0 ? 'pass' : worst(byFrames, this.#byThings(sure, maybe));
    if (verdict === 'pass') return undefined;
    const { label, leastCount } = this.#rule;
    return {
      label: label ?? this.#best?.label ?? '',
      verdict,
      frames: this.#votes.fail + this.#votes.unsure,
      score: this.#best?.score ?? null,
      found: verdict === 'fail' ? Math.max(this.#most.sure, sure) : Math.max(this.#most.all, maybe),
      limit: leastCount,
      measuredMm: null,
      leastMm: null,
      mostMm: null,
    };
  }

  #byThings(sure: number, maybe: number): Verdict {
    if (sure >= this.#rule.leastCount) return 'fail';
    return maybe >= this.#rule.leastCount ? 'unsure' : 'pass';
  }

  /** Each thing counts once, however many frames show it. */
  #count(frames: number): { readonly sure: number; readonly maybe: number } {
    const { failFrames, sureScore, unsureFrames } = this.#vote;
    const things = [...this.#things.values()];
    const isSure = (thing: Followed): boolean =>
      thing.sureFrames >= neededOf(failFrames, frames) || thing.best >= sureScore;
    const isMaybe = (thing: Followed): boolean =>
      thing.sureFrames > 0 || thing.frames >= neededOf(unsureFrames, frames);
    return { sure: things.filter(isSure).length, maybe: things.filter(isMaybe).length };
  }
}
