import { type ReactNode, useMemo, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import { type Command, useCommands } from '../../app/commands.tsx';
import { useMay } from '../../app/may.ts';
import { seatHref } from '../../app/routes.ts';
import { useFeed } from '../../app/use-feed.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { Page, Panel } from '../../components/page.tsx';
import { useWords } from '../../locales/words.tsx';
import { BatchList } from './batch-list.tsx';
import { BatchPanel } from './batch-panel.tsx';
import { FoundPanel } from './found-panel.tsx';
import { StartSheet } from './start-sheet.tsx';

/** All batches on one side, the one that is looked at on the other: the one in the address, else the newest that goes on. */
export function BatchPage({ query }: { readonly query: URLSearchParams }): ReactNode {
  const words = useWords();
  const { value: batches, behind } = useFeed((client, signal) => client.batch.watch(undefined, { signal }));
  const mayStart = useMay(contract.batch.start);
  const [adding, setAdding] = useState(false);
  const wanted = Number(query.get('id') ?? '');
  const all = batches ?? [];
  const shown = all.find(({ id }) => id === wanted) ?? all.find(({ state }) => state === 'running') ?? all[0];
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        mayStart
          ? [
              {
                id: 'batch-new',
                words: words.batch.add,
                group: 'do',
                icon: 'plus',
                keyName: 'n',
                run: () => setAdding(true),
              },
            ]
          : [],
      [mayStart, words],
    ),
  );
  const add = mayStart && (
    <Button icon="plus" look="action" onClick={() => setAdding(true)}>
      {words.batch.add}
    </Button>
  );
  return (
    <Page act={all.length > 0 && add} lead={words.batch.lead} title={words.batch.title}>
      {behind !== null && (
        <div className="mb-4">
          <TroubleNotice trouble={behind} />
        </div>
      )}
      {batches === null && behind === null && <div aria-busy="true" className="skeleton h-96" />}
      {batches?.length === 0 && (
        <Panel>
          <Empty act={add} icon="batch" text={words.batch.emptyText} title={words.batch.empty} />
        </Panel>
      )}
      {shown !== undefined && (
        <div className="grid gap-4 xl:grid-cols-[20rem_minmax(0,1fr)]">
          <BatchList batches={all} shown={shown.id} />
          <div className="min-w-0 space-y-4">
            <BatchPanel batch={shown} key={shown.id} />
            {(shown.judges || shown.broken > 0) && shown.done > 0 && (
              <FoundPanel batch={shown} key={`found ${shown.id}`} />
            )}
          </div>
        </div>
      )}
      <StartSheet
        onClose={() => setAdding(false)}
        onStarted={({ id }) => {
          setAdding(false);
          location.assign(seatHref('batch', { id: String(id) }));
        }}
        open={adding}
      />
    </Page>
  );
}
