import type { ReactNode } from 'react';
import type { HeardSegment, ListenState } from '../../../preload/contract/listen.ts';
import { seatHref } from '../../app/routes.ts';
import { Badge } from '../../components/badge.tsx';
import { fixed } from '../../components/numbers.ts';
import { reachable } from '../../components/reachable.ts';
import { TextLink } from '../../components/text-link.tsx';
import { clockTime, exactTime } from '../../components/time.tsx';
import { useWords } from '../../locales/words.tsx';

function Row({ segment }: { readonly segment: HeardSegment }): ReactNode {
  const words = useWords();
  const { segments } = words.listen;
  const { startedAt, durationMs, score, isUnsure, kept } = segment;
  return (
    <tr className="h-12 border-t-hair" data-clip={segment.clipId}>
      <td className="font-medium tabular-nums">
        <time dateTime={new Date(startedAt).toISOString()} title={exactTime(startedAt, words.tag)}>
          {clockTime(startedAt, words.tag)}
        </time>
      </td>
      <td className="text-right tabular-nums">{segments.lasts(fixed(durationMs / 1_000, 1, words.tag))}</td>
      <td className="text-right font-semibold tabular-nums">{fixed(score, 2, words.tag)}</td>
      <td className="pl-4 text-right">
        {kept !== null ? (
          <Badge shape="well">{segments.kept}</Badge>
        ) : (
          isUnsure && <span className="text-sm text-ink-2">{segments.unsure}</span>
        )}
      </td>
    </tr>
  );
}

function Rows({ recent }: { readonly recent: readonly HeardSegment[] }): ReactNode {
  const { segments } = useWords().listen;
  const head = 'sticky top-0 z-10 h-9 bg-surface text-xs font-medium text-ink-3';
  return (
    <table className="w-full">
      <caption className="sr-only">{segments.title}</caption>
      <thead>
        <tr>
          <th className={`${head} text-left`}>{segments.columns.began}</th>
          <th className={`${head} text-right`}>{segments.columns.length}</th>
          <th className={`${head} text-right`}>{segments.columns.probability}</th>
          <th className={`${head} text-right`}>{segments.columns.labelling}</th>
        </tr>
      </thead>
      <tbody>
        {recent.map((segment) => (
          <Row key={segment.clipId} segment={segment} />
        ))}
      </tbody>
    </table>
  );
}

/** The last stretches of speech: when, how long, how surely, and whether a person is asked about it. */
export function SegmentsPanel({ state }: { readonly state: ListenState | null }): ReactNode {
  const { segments } = useWords().listen;
  const recent = state?.recent ?? [];
  return (
    <section aria-label={segments.title} className="flex min-h-0 flex-col rounded-lg border-hair bg-surface">
      <h2 className="border-b-hair px-5 py-3 font-semibold">{segments.title}</h2>
      <div {...reachable} className="focus-inset min-h-0 flex-1 overflow-y-auto px-5">
        {recent.length === 0 ? (
          <div className="py-6 text-ink-2">
            <p className="font-medium text-ink">{segments.none}</p>
            <p className="mt-1">{segments.noneText}</p>
          </div>
        ) : (
          <Rows recent={recent} />
        )}
      </div>
      {recent.length > 0 && (
        <p className="flex flex-wrap gap-x-6 border-t-hair px-5">
          {state !== null && state.kept > 0 && (
            <TextLink href={seatHref('label', { medium: 'sound' })}>{segments.label(state.kept)}</TextLink>
          )}
          <TextLink href={seatHref('history', state?.sourceId == null ? {} : { source: state.sourceId })}>
            {segments.history}
          </TextLink>
        </p>
      )}
    </section>
  );
}
