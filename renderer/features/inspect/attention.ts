import type { Inspection, LineState } from '../../../preload/contract/inspections.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import type { ToAcknowledge } from './screen-choices.ts';

/** Something that a person should look at: a part, or the line itself. */
export type Call =
  | { readonly kind: 'fail' | 'unsure'; readonly sourceId: SourceId; readonly part: Inspection }
  | {
      readonly kind: 'line';
      readonly sourceId: SourceId;
      readonly state: LineState['state'];
      /** It runs again; that it did not still wants to be known. */
      readonly isOver: boolean;
    };

export interface Attention {
  /** The newest part of each source that was looked at; what was judged before this screen came is nobody's surprise. */
  readonly upTo: ReadonlyMap<SourceId, number>;
  /** Sources whose line did not run when last looked at. */
  readonly down: ReadonlySet<SourceId>;
  /** What waits for somebody, newest first. */
  readonly standing: readonly Call[];
  /** What came with the last look, whether or not it waits for anybody. */
  readonly fresh: readonly Call[];
}

export const calm: Attention = { upTo: new Map(), down: new Set(), standing: [], fresh: [] };

/** Beyond as many nobody goes through them one by one. */
const mostStanding = 50;

/** A line that somebody stopped is no surprise; one that ended by itself says why. */
const isDown = ({ state, note }: LineState): boolean =>
  state === 'failed' || state === 'stalled' || (state === 'stopped' && note !== '');
const isUp = ({ state }: LineState): boolean => state === 'running';

function partCalls(sourceId: SourceId, recent: readonly Inspection[], after: number): Call[] {
  return recent.flatMap((part): Call[] =>
    part.id > after && part.verdict !== 'pass' && part.override === undefined
      ? [{ kind: part.verdict, sourceId, part }]
      : [],
  );
}

/**
 * Looks at all lines once more. Parts are told of the line that this screen looks at, or of all where it looks at none alone; a
 * line that stands still is told wherever it is.
 */
export function attend(
  before: Attention,
  lines: readonly LineState[],
  wanted: ToAcknowledge,
  own: SourceId | null = null,
): Attention {
  const upTo = new Map(before.upTo);
  const down = new Set(before.down);
  const fresh: Call[] = [];
  let standing = before.standing;
  for (const line of lines) {
    const { sourceId } = line;
    if (sourceId === null) continue;
    const newest = line.recent[0]?.id;
    const seen = upTo.get(sourceId);
    if (seen !== undefined && (own === null || own === sourceId)) fresh.push(...partCalls(sourceId, line.recent, seen));
    upTo.set(sourceId, Math.max(newest ?? 0, seen ?? 0));
    if (isDown(line) && !down.has(sourceId)) {
      down.add(sourceId);
      standing = standing.filter((call) => call.kind !== 'line' || call.sourceId !== sourceId);
      fresh.push({ kind: 'line', sourceId, state: line.state, isOver: false });
    } else if (isUp(line) && down.delete(sourceId)) {
      standing = standing.map((call) =>
        call.kind === 'line' && call.sourceId === sourceId ? { ...call, isOver: true } : call,
      );
    }
  }
  const waiting = fresh.filter(({ kind }) => wanted[kind]);
  const kept = standing.filter(({ kind }) => wanted[kind]);
  const isSame = waiting.length === 0 && kept.length === before.standing.length && standing === before.standing;
  return {
    upTo,
    down,
    standing: isSame ? before.standing : [...waiting, ...kept].slice(0, mostStanding),
    fresh,
  };
}

export const acknowledged = (before: Attention): Attention => ({ ...before, standing: [], fresh: [] });

const urgency = { line: 2, fail: 1, unsure: 0 } as const;

/** The one that is told first: a line that stands still before a part that failed, that before one in doubt. */
export const mostUrgent = (calls: readonly Call[]): Call | undefined =>
  calls.toSorted((a, b) => urgency[b.kind] - urgency[a.kind])[0];
