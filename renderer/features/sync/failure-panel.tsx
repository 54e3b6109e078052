import type { ReactNode } from 'react';
import type { SyncStatus } from '../../../preload/contract/sync-status.ts';
import { Button } from '../../components/button.tsx';
import { whole } from '../../components/numbers.ts';
import { Panel } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Ago } from '../../components/time.tsx';
import { useWords } from '../../locales/words.tsx';

export interface FailurePanelProps {
  readonly status: SyncStatus;
  /** Undefined for who may not. */
  readonly onRetry: (() => void) | undefined;
  readonly busy: boolean;
}

/** What was set aside and why, and the one thing to do about it. */
export function FailurePanel({ status: { failed, failures }, onRetry, busy }: FailurePanelProps): ReactNode {
  const { sync, tag } = useWords();
  const { failures: words } = sync;
  const retry = failed > 0 && onRetry !== undefined && (
    <Button disabled={busy} icon="again" onClick={onRetry}>
      {words.retry}
    </Button>
  );
  return (
    <Panel aside={retry} title={words.title}>
      <p className="mb-2 text-ink-2">{failed === 0 ? words.none : words.text}</p>
      {failures.length > 0 && (
        <Table
          caption={words.title}
          columns={[
            { key: 'since', head: words.columns.since, cell: ({ since }) => <Ago at={since} /> },
            {
              key: 'kind',
              head: words.columns.kind,
              cell: ({ kind }) => <span className="font-medium">{sync.kind[kind]}</span>,
            },
            { key: 'reason', head: words.columns.reason, wide: true, cell: ({ reason }) => reason },
          ]}
          keyOf={({ id }) => id}
          rows={failures}
        />
      )}
      {failures.length < failed && (
        <p className="mt-3 text-sm text-ink-3">{words.newest(whole(failures.length, tag), whole(failed, tag))}</p>
      )}
    </Panel>
  );
}
