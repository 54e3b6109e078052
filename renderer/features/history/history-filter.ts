import type { PredictionFilter } from '../../../preload/contract/predictions.ts';
import { shownVerdicts, verdicts } from '../../../preload/contract/values.ts';
import { seatHref } from '../../app/routes.ts';

export const spans = ['all', 'hour', 'day', 'week'] as const;
export type Span = (typeof spans)[number];
const spanMs: Record<Exclude<Span, 'all'>, number> = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

export const tabs = ['predictions', 'parts'] as const;
export type Tab = (typeof tabs)[number];

/** All of the page's state stands in its address: a link to a filtered view is the view. */
export interface HistoryView {
  readonly tab: Tab;
  readonly verdict: string;
  readonly label: string;
  readonly source: string;
  readonly span: Span;
  readonly open: string;
}

const oneOf = <T extends string>(known: readonly T[], value: string | null, fallback: T): T =>
  known.find((candidate) => candidate === value) ?? fallback;

export const viewOf = (query: URLSearchParams): HistoryView => ({
  tab: oneOf(tabs, query.get('tab'), 'predictions'),
  // A part is always judged.
  verdict: oneOf([...(query.get('tab') === 'parts' ? verdicts : shownVerdicts), ''], query.get('verdict'), ''),
  label: query.get('label') ?? '',
  source: query.get('source') ?? '',
  span: oneOf(spans, query.get('span'), 'all'),
  open: query.get('open') ?? '',
});

export function hrefOf(view: HistoryView): string {
  const entries = Object.entries(view).filter(
    ([key, value]) =>
      value !== '' && !(key === 'tab' && value === 'predictions') && !(key === 'span' && value === 'all'),
  );
  return seatHref('history', Object.fromEntries(entries));
}

export const isFiltered = ({ verdict, label, source, span }: HistoryView): boolean =>
  verdict !== '' || label !== '' || source !== '' || span !== 'all';

export function filterOf(
  { verdict, label, source, span }: Omit<HistoryView, 'tab' | 'open'>,
  now: number,
): PredictionFilter {
  const known = shownVerdicts.find((candidate) => candidate === verdict);
  return {
    ...(known === undefined ? {} : { verdict: known }),
    ...(label === '' ? {} : { label }),
    ...(source === '' ? {} : { sourceId: source }),
    ...(span === 'all' ? {} : { since: now - spanMs[span] }),
  };
}
