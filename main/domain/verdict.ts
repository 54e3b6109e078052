import type { PictureCard } from '../../preload/contract/model-card.ts';
import type { Detection, Verdict } from '../../preload/contract/values.ts';
import { endsOf, type UnsureBand } from './confidence/band.ts';

/** What one frame says of the part in it. */
export function frameVerdict(detections: readonly Detection[], band: UnsureBand): Verdict {
  let verdict: Verdict = 'pass';
  for (const { label, score } of detections) {
    const { low, high } = endsOf(band, label);
    if (score >= high) return 'fail';
    if (score >= low) verdict = 'unsure';
  }
  return verdict;
}

export const bandOf = ({ thresholds }: Pick<PictureCard, 'thresholds'>): UnsureBand => {
  const [low, high] = thresholds.unsure;
  return { low, high };
};

export function topDetection(detections: readonly Detection[]): Detection | undefined {
  let top: Detection | undefined;
  for (const detection of detections) if (top === undefined || detection.score > top.score) top = detection;
  return top;
}

/** What the frames of one part said, counted. */
export interface PartVotes {
  readonly frames: number;
  readonly fail: number;
  readonly unsure: number;
  /** Of the frames that fail: a band that was fitted may lie higher than a score that is sure elsewhere. */
  readonly topScore: number;
  /** The part was not seen to its end: the worker died or the line failed while it was in view. */
  readonly interrupted: boolean;
}

export interface VoteRule {
  /** So many frames that fail make the part fail; a part with fewer frames needs all of its own. */
  readonly failFrames: number;
  /** One frame at or above this score makes the part fail alone. */
  readonly sureScore: number;
  /** So many frames that are not a pass make the part unsure. */
  readonly unsureFrames: number;
}

export const usualVote: VoteRule = { failFrames: 2, sureScore: 0.9, unsureFrames: 2 };

/**
 * One part from many frames. A defect must be seen twice, or once beyond doubt, to fail a part: single-frame noise on a
 * moving belt is common. What may not have been seen whole never passes.
 */
export function partVerdict(votes: PartVotes, rule: VoteRule): Verdict {
  const needed = (count: number): number => Math.max(1, Math.min(count, votes.frames));
  if (votes.topScore >= rule.sureScore || votes.fail >= needed(rule.failFrames)) return 'fail';
  if (votes.interrupted || votes.frames === 0 || votes.fail > 0) return 'unsure';
  return votes.unsure >= needed(rule.unsureFrames) ? 'unsure' : 'pass';
}
