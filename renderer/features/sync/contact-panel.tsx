import type { ReactNode } from 'react';
import type { Contacted } from '../../../preload/contract/sync-status.ts';
import { whole } from '../../components/numbers.ts';
import { Panel } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Ago } from '../../components/time.tsx';
import { useWords } from '../../locales/words.tsx';

/** Also those that were forgotten since: what was contacted stays told. */
export function ContactPanel({ contacted }: { readonly contacted: readonly Contacted[] }): ReactNode {
  const { sync, tag } = useWords();
  const { title, none, columns } = sync.contacted;
  return (
    <Panel title={title}>
      {contacted.length === 0 && <p className="text-ink-2">{none}</p>}
      {contacted.length > 0 && (
        <Table
          caption={title}
          columns={[
            {
              key: 'address',
              head: columns.address,
              wide: true,
              cell: ({ address }) => <span className="font-medium break-all">{address}</span>,
            },
            { key: 'first', head: columns.first, right: true, cell: ({ firstAt }) => <Ago at={firstAt} /> },
            { key: 'last', head: columns.last, right: true, cell: ({ lastAt }) => <Ago at={lastAt} /> },
            { key: 'requests', head: columns.requests, right: true, cell: ({ requests }) => whole(requests, tag) },
          ]}
          keyOf={({ address }) => address}
          rows={contacted}
        />
      )}
    </Panel>
  );
}
