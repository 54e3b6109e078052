import type { ReactNode } from 'react';
import type { SyncStatus } from '../../../preload/contract/sync-status.ts';
import { whole } from '../../components/numbers.ts';
import { Panel } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { useWords } from '../../locales/words.tsx';

const flows = [
  { kind: 'prediction', list: 'predictions' },
  { kind: 'sample', list: 'samples' },
  { kind: 'picture', list: 'pictures' },
  { kind: 'label', list: 'labels' },
] as const;

/** What waits, what went and what came, kind by kind. */
export function FlowPanel({ status }: { readonly status: SyncStatus }): ReactNode {
  const { sync, tag, notSetYet } = useWords();
  const { waiting, sent, received } = status;
  return (
    <Panel title={sync.flows}>
      <Table
        caption={sync.flows}
        columns={[
          {
            key: 'kind',
            head: sync.columns.kind,
            wide: true,
            cell: ({ kind }) => <span className="font-medium">{sync.kinds[kind]}</span>,
          },
          {
            key: 'waiting',
            head: sync.columns.waiting,
            right: true,
            cell: ({ list }) => (
              <span className={waiting[list] > 0 ? 'font-semibold' : ''}>{whole(waiting[list], tag)}</span>
            ),
          },
          { key: 'sent', head: sync.columns.sent, right: true, cell: ({ list }) => whole(sent[list], tag) },
          {
            key: 'received',
            head: sync.columns.received,
            right: true,
            cell: ({ kind }) => (kind === 'label' ? whole(received.labels, tag) : notSetYet),
          },
        ]}
        keyOf={({ kind }) => kind}
        rows={flows}
      />
      {received.leftOut > 0 && (
        <p className="mt-3 text-sm text-ink-2">{sync.leftOut(whole(received.leftOut, tag), received.leftOut)}</p>
      )}
    </Panel>
  );
}
