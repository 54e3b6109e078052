import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { Fault, RecipeRule } from '../../../preload/contract/recipes.ts';
import type { Verdict } from '../../../preload/contract/values.ts';
import type { VoteRule } from '../verdict.ts';
import { DefectTally } from './defect-tally.ts';
import type { Finding, Match } from './findings.ts';
import { MeasureTally } from './measure-tally.ts';
import { MissingTally } from './missing-tally.ts';
import { type RuleTally, worst } from './rule-tally.ts';

export interface PartJudged {
  readonly verdict: Verdict;
  readonly defects: Inspection['defects'];
  readonly why: Fault[];
  /** Frames that were seen, those whose numbers could not be read included. */
  readonly frames: number;
}

interface Named {
  score: number;
  frames: number;
  readonly tracks: Set<number>;
}

/** All rules over the frames of one part. */
export class PartTally {
  readonly #rules: readonly { readonly rule: RecipeRule; readonly tally: RuleTally }[];
  readonly #follows: boolean;
  readonly #named = new Map<string, Named>();
  #frames = 0;
  #unreadable = 0;

  constructor(rules: readonly RecipeRule[], vote: VoteRule, follows: boolean) {
    this.#rules = rules.map((rule) => ({ rule, tally: tallyOf(rule, vote, follows) }));
    this.#follows = follows;
  }

  /** Findings stand in the order of the rules. What was found in a frame of which not all could be read counts all the same. */
  add(findings: readonly Finding[], isReadable: boolean): void {
    this.#frames += 1;
    if (!isReadable) this.#unreadable += 1;
    for (const [at, { tally }] of this.#rules.entries()) {
      const finding = findings[at];
      if (finding !== undefined) tally.add(finding);
    }
    this.#name(findings);
  }

  /** A part that was not seen whole, or not at all, never passes. */
  judge(isWhole: boolean): PartJudged {
    const part = { frames: this.#frames, isWhole: isWhole && this.#unreadable === 0 };
    const why = this.#rules.flatMap(({ rule, tally }, at): Fault[] => {
      const fault = tally.judge(part);
      return fault === undefined ? [] : [{ ...fault, rule: at, kind: rule.kind, zone: rule.zone }];
    });
    const least: Verdict = part.isWhole && part.frames > 0 ? 'pass' : 'unsure';
    const verdict = why.reduce<Verdict>((so, fault) => worst(so, fault.verdict), least);
    return { verdict, why, frames: this.#frames, defects: [...this.#defects(), ...this.#lacks(why)] };
  }

  /** Each label counts once a frame, however often it lies in it. */
  #name(findings: readonly Finding[]): void {
    const blamed = findings.filter(({ rule, verdict }) => rule.kind !== 'missing' && verdict !== 'pass');
    const inFrame = new Map<string, Match[]>();
    for (const { matches } of blamed) {
      for (const match of matches) inFrame.set(match.label, [...(inFrame.get(match.label) ?? []), match]);
    }
    for (const [label, matches] of inFrame) {
      const known = this.#named.get(label) ?? { score: 0, frames: 0, tracks: new Set() };
      known.frames += 1;
      for (const { score, track } of matches) {
        known.score = Math.max(known.score, score);
        if (track !== undefined) known.tracks.add(track);
      }
      this.#named.set(label, known);
    }
  }

  /** Worst first. */
  #defects(): Inspection['defects'] {
    return [...this.#named]
      .map(([label, { score, frames, tracks }]) => ({
        label,
        score,
        frames,
        ...(this.#follows ? { things: tracks.size } : {}),
      }))
      .sort((a, b) => b.score - a.score);
  }

  /** What is missing has no score of its own. */
  #lacks(why: readonly Fault[]): Inspection['defects'] {
    return why
      .filter(({ kind }) => kind === 'missing')
      .map(({ label, frames }) => ({ label: `no ${label}`, score: 0, frames }));
  }
}

function tallyOf(rule: RecipeRule, vote: VoteRule, follows: boolean): RuleTally {
  switch (rule.kind) {
    case 'defect':
      return new DefectTally(rule, vote, follows);
    case 'missing':
      return new MissingTally(rule, vote);
    case 'measure':
      return new MeasureTally(rule, vote);
  }
}
