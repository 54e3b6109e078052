import { Tabs } from 'radix-ui';
import { type ReactNode, useCallback, useMemo } from 'react';
import type { Source } from '../../../preload/contract/sources.ts';
import { usePageKeys } from '../../app/page-keys.tsx';
import { useQuery } from '../../app/query.ts';
import { Button } from '../../components/button.tsx';
import { whole } from '../../components/numbers.ts';
import { useWords } from '../../locales/words.tsx';
import { starterLabels } from '../../overlay/label-marks.ts';
import { FilterBar } from './filter-bar.tsx';
import { type HistoryView, hrefOf, tabs, viewOf } from './history-filter.ts';
import { PartsTab } from './parts-tab.tsx';
import { PredictionSheet } from './prediction-sheet.tsx';
import { PredictionsTab } from './predictions-tab.tsx';
import { mostNew, usePredictions } from './use-predictions.ts';

const noSources: readonly Source[] = [];

function useTableKeys(): void {
  const { keys } = useWords().history;
  usePageKeys(
    useMemo(
      () => [
        { key: '↑ ↓', what: keys.move },
        { key: 'PgUp PgDn', what: keys.page },
        { key: 'Home End', what: keys.ends },
        { key: 'Enter', what: keys.open },
      ],
      [keys],
    ),
  );
}

export function HistoryPage({ query }: { readonly query: URLSearchParams }): ReactNode {
  const words = useWords();
  const view = useMemo(() => viewOf(query), [query]);
  const sources = useQuery('sources', (client, signal) => client.sources.list(undefined, { signal }));
  const models = useQuery('models', (client, signal) => client.models.list(undefined, { signal }));
  const found = usePredictions(view);
  useTableKeys();

  const change = useCallback(
    (part: Partial<HistoryView>) => {
      const next = hrefOf({ ...view, ...part });
      // Looking at rows is no journey: Back leads to the page before, not through every row that was opened.
      history.replaceState(null, '', next);
      window.dispatchEvent(new HashChangeEvent('hashchange'));
    },
    [view],
  );
  const labels = useMemo(() => {
    const known = (models.data ?? [])
      .filter(({ state }) => state === 'installed')
      .flatMap(({ card }) => card?.labels ?? []);
    return [...new Set([...(known.length === 0 ? starterLabels : known), ...(view.label === '' ? [] : [view.label])])];
  }, [models.data, view.label]);
  const known = sources.data ?? noSources;
  const nameOf = useCallback((id: string) => known.find((source) => source.id === id)?.name ?? id, [known]);
  const total = found.rows?.outline.total;
  return (
    <Tabs.Root
      activationMode="manual"
      className="flex h-full flex-col gap-3 p-5"
      onValueChange={(value) => change({ tab: tabs.find((tab) => tab === value) ?? 'predictions', open: '' })}
      value={view.tab}
    >
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <h1 className="text-2xl font-semibold">{words.history.title}</h1>
        <Tabs.List aria-label={words.history.title} className="flex rounded-md border-hair border-edge bg-surface p-1">
          {tabs.map((tab) => (
            <Tabs.Trigger
              className="min-h-12 rounded-sm px-5 font-medium text-ink-2 hover:text-ink data-[state=active]:bg-action data-[state=active]:text-on-action"
              key={tab}
              value={tab}
            >
              {words.history.tabs[tab]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {view.tab === 'predictions' && total !== undefined && (
          <p className="text-ink-2 tabular-nums">{words.history.total(whole(total, words.tag), total)}</p>
        )}
        {view.tab === 'predictions' && found.fresh > 0 && (
          <Button className="ml-auto" icon="up" onClick={found.reload}>
            {words.history.newRows(`${whole(found.fresh, words.tag)}${found.fresh >= mostNew ? '+' : ''}`)}
          </Button>
        )}
      </div>
      <FilterBar labels={labels} onChange={change} sources={known} view={view} />
      <Tabs.Content className="flex min-h-0 flex-1 flex-col outline-none" tabIndex={-1} value="predictions">
        <PredictionsTab found={found} labels={labels} nameOf={nameOf} onChange={change} view={view} />
      </Tabs.Content>
      <Tabs.Content className="flex min-h-0 flex-1 flex-col outline-none" tabIndex={-1} value="parts">
        <PartsTab labels={labels} nameOf={nameOf} onChange={change} view={view} />
      </Tabs.Content>
      {view.open !== '' && (
        <PredictionSheet id={view.open} labels={labels} nameOf={nameOf} onClose={() => change({ open: '' })} />
      )}
    </Tabs.Root>
  );
}
