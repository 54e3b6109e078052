import { type ReactNode, useState } from 'react';
import type { AuditEntry } from '../../../preload/contract/audit.ts';
import { useAction, useQuery } from '../../app/query.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { Panel } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Ago } from '../../components/time.tsx';
import { useWords } from '../../locales/words.tsx';

const pageRows = 20;

export function AuditPanel(): ReactNode {
  const words = useWords();
  const { settings } = words;
  const { auditColumns: columns } = settings;
  const first = useQuery('audit', (client, signal) => client.audit.list({ limit: pageRows }, { signal }));
  const [older, setOlder] = useState<readonly AuditEntry[]>([]);
  const [atEnd, setAtEnd] = useState(false);
  const more = useAction((client, before: number) => client.audit.list({ before, limit: pageRows }));
  const rows = [...(first.data?.rows ?? []), ...older];
  const last = rows.at(-1);
  const showMore = async (before: number): Promise<void> => {
    const page = await more.run(before);
    if (page === null) return;
    setOlder((known) => [...known, ...page.rows]);
    setAtEnd(page.rows.length < pageRows);
  };
  const trouble = first.trouble ?? more.trouble;
  return (
    <Panel
      aside={
        first.data !== null && (
          <Badge shape={first.data.intact ? 'well' : 'bad'}>
            {first.data.intact ? settings.intact : settings.broken}
          </Badge>
        )
      }
      id="audit"
      title={settings.sections.audit}
    >
      <p className="mb-2 text-ink-2">{settings.auditText}</p>
      {trouble !== null && <TroubleNotice trouble={trouble} />}
      {first.data === null && trouble === null && <div aria-busy="true" className="skeleton h-40" />}
      {first.data !== null && rows.length === 0 && <p className="py-4 text-ink-2">{settings.auditEmpty}</p>}
      {rows.length > 0 && (
        <Table
          caption={settings.sections.audit}
          columns={[
            { key: 'time', head: columns.time, cell: ({ at }) => <Ago at={at} /> },
            {
              key: 'act',
              head: columns.act,
              wide: true,
              cell: ({ act }) => <span className="font-medium">{act}</span>,
            },
            { key: 'outcome', head: columns.outcome, cell: ({ outcome }) => outcome },
            { key: 'role', head: columns.role, cell: ({ role }) => role },
            { key: 'door', head: columns.door, cell: ({ door }) => door },
          ]}
          keyOf={({ id }) => id}
          rows={rows}
        />
      )}
      {last !== undefined && !atEnd && rows.length >= pageRows && (
        <div className="mt-4">
          <Button disabled={more.busy} onClick={() => void showMore(last.id)}>
            {settings.auditMore}
          </Button>
        </div>
      )}
    </Panel>
  );
}
