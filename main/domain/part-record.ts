import type { Detection, Verdict } from '../../preload/contract/values.ts';
import { type PartVotes, partVerdict, topDetection, type VoteRule } from './verdict.ts';

/** What is told of one frame to the record of the part in it. */
export interface PartFrame {
  readonly part: number | null;
  readonly wallTime: number;
  readonly detections: readonly Detection[];
  readonly verdict: Verdict;
}

export interface Defect {
  readonly label: string;
  readonly score: number;
  readonly frames: number;
}

/** One part while it is in view, folded frame by frame. */
export interface PartRecord {
  readonly part: number | null;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly votes: PartVotes;
  readonly defects: readonly Defect[];
}

export interface JudgedPart {
  readonly part: number | null;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly frames: number;
  readonly verdict: Verdict;
  readonly defects: readonly Defect[];
}

const noVotes: PartVotes = { frames: 0, fail: 0, unsure: 0, topScore: 0, interrupted: false };

export const beginPart = (part: number | null, startedAt: number): PartRecord => ({
  part,
  startedAt,
  endedAt: startedAt,
  votes: noVotes,
  defects: [],
});

export function addFrame(record: PartRecord, frame: PartFrame): PartRecord {
  const { votes } = record;
  const counted = frame.detections.length > 0 && frame.verdict !== 'pass';
  return {
    ...record,
    endedAt: Math.max(record.endedAt, frame.wallTime),
    votes: {
      ...votes,
      frames: votes.frames + 1,
      fail: votes.fail + (frame.verdict === 'fail' ? 1 : 0),
      unsure: votes.unsure + (frame.verdict === 'unsure' ? 1 : 0),
      topScore: frame.verdict === 'fail' ? Math.max(votes.topScore, topScoreOf(frame)) : votes.topScore,
    },
    defects: counted ? addDefects(record.defects, frame.detections) : record.defects,
  };
}

export const interruptPart = (record: PartRecord): PartRecord => ({
  ...record,
  votes: { ...record.votes, interrupted: true },
});

/** `leastScore` is where a detection begins to matter: what lies below it is not named as a defect. */
export const judgePart = (record: PartRecord, rule: VoteRule, leastScore: (label: string) => number): JudgedPart => ({
  part: record.part,
  startedAt: record.startedAt,
  endedAt: record.endedAt,
  frames: record.votes.frames,
  verdict: partVerdict(record.votes, rule),
  defects: record.defects.filter(({ label, score }) => score >= leastScore(label)),
});

const topScoreOf = ({ detections }: PartFrame): number => topDetection(detections)?.score ?? 0;

/** Worst first; each label counts once a frame, however often it lies in it. */
function addDefects(known: readonly Defect[], detections: readonly Detection[]): readonly Defect[] {
  const seen = new Map<string, number>();
  for (const { label, score } of detections) seen.set(label, Math.max(score, seen.get(label) ?? 0));
  const merged = known.map((defect) => {
    const score = seen.get(defect.label);
    seen.delete(defect.label);
    return score === undefined
      ? defect
      : { ...defect, score: Math.max(score, defect.score), frames: defect.frames + 1 };
  });
  const fresh = [...seen].map(([label, score]) => ({ label, score, frames: 1 }));
  return [...merged, ...fresh].sort((a, b) => b.score - a.score);
}
