import type { Fault } from '../../../preload/contract/recipes.ts';
import type { Verdict } from '../../../preload/contract/values.ts';
import type { Finding } from './findings.ts';

/** What is known of a part when a rule is asked about it. */
export interface PartSeen {
  /** Those whose numbers could be read. */
  readonly frames: number;
  /** It was seen to its end: only then is what was not seen missing. */
  readonly isWhole: boolean;
}

/** What a rule says of a part; which rule it is, is known to whoever asked. */
export type RuleFault = Omit<Fault, 'rule' | 'kind' | 'zone'>;

/** One rule over the frames of one part, folded frame by frame. */
export interface RuleTally {
  add(finding: Finding): void;
  /** Undefined where the rule has nothing against the part. */
  judge(part: PartSeen): RuleFault | undefined;
}

/** So many frames are asked for; a part with fewer frames needs all of its own. */
export const neededOf = (wanted: number, frames: number): number => Math.max(1, Math.min(wanted, frames));

const rank: Record<Verdict, number> = { pass: 0, unsure: 1, fail: 2 };
export const worst = (a: Verdict, b: Verdict): Verdict => (rank[b] > rank[a] ? b : a);
