import type { Inspection } from '../../preload/contract/inspections.ts';
import type { Verdict } from '../../preload/contract/values.ts';

/** The clearest view of the worst find of one part. */
export interface Region {
  readonly part: number | null;
  readonly frameId: string;
  readonly label: string;
  readonly score: number;
  /** What its frame alone would say. */
  readonly verdict: Verdict;
  /** Wall time of its frame. */
  readonly at: number;
  /** Other finds in the same frame. */
  readonly others: number;
}

const mostRegions = 6;
/** A source that knows no parts is judged in stretches: finds this close belong together. */
const stretchMs = 1_000;

const belongs = (a: Region, b: Region): boolean =>
  a.part === null || b.part === null ? Math.abs(a.at - b.at) < stretchMs : a.part === b.part;

/** The list with the find in it, newest first; the same list where a clearer view of that part is kept already. */
export function withRegion<R extends Region>(kept: readonly R[], found: R): readonly R[] {
  const before = kept.find((region) => belongs(region, found));
  if (before !== undefined && before.score >= found.score) return kept;
  return [found, ...kept.filter((region) => region !== before)].slice(0, mostRegions);
}

type Judged = Pick<Inspection, 'startedAt' | 'endedAt' | 'verdict'>;

/** The region that the verdict on screen speaks of: of the part in view if that one failed already, else of the last one judged. */
export function regionFor<R extends Region>(
  kept: readonly R[],
  verdict: Verdict | null,
  judged: Judged | undefined,
): R | null {
  const ofJudged = kept.find(({ at }) => judged !== undefined && at >= judged.startedAt && at <= judged.endedAt);
  const inView = kept.find(
    (region) => region.verdict === 'fail' && (judged === undefined || region.at > judged.endedAt),
  );
  switch (verdict) {
    case 'fail':
      return inView ?? ofJudged ?? null;
    case 'unsure':
      return ofJudged ?? null;
    default:
      return kept[0] ?? null;
  }
}
