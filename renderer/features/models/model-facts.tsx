import type { ReactNode } from 'react';
import type { ModelCard } from '../../../preload/contract/model-card.ts';
import { dash, fixed, whole } from '../../components/numbers.ts';
import { Table } from '../../components/table.tsx';
import { useWords } from '../../locales/words.tsx';
import { LabelMark } from '../../overlay/label-mark.tsx';
import { labelWords } from '../../overlay/label-marks.ts';

export function Numbers({ card }: { readonly card: ModelCard }): ReactNode {
  const words = useWords();
  const { columns, noNumbers, numbers } = words.models;
  if (card.numbers.length === 0) return <p className="text-ink-2">{noNumbers}</p>;
  return (
    <Table
      caption={numbers}
      columns={[
        { key: 'metric', head: columns.metric, cell: ({ metric }) => <span className="font-medium">{metric}</span> },
        {
          key: 'value',
          head: columns.value,
          right: true,
          cell: ({ value }) => <span className="font-semibold">{fixed(value, 3, words.tag)}</span>,
        },
        {
          key: 'interval',
          head: columns.interval,
          right: true,
          cell: ({ interval }) =>
            interval === undefined
              ? dash
              : `${fixed(interval[0], 3, words.tag)} to ${fixed(interval[1], 3, words.tag)}`,
        },
        { key: 'n', head: columns.n, right: true, cell: ({ n }) => whole(n, words.tag) },
        { key: 'data', head: columns.data, wide: true, cell: ({ data }) => <span className="text-ink-2">{data}</span> },
      ]}
      keyOf={({ data, metric }) => `${data} ${metric}`}
      rows={card.numbers}
    />
  );
}

export function Labels({ labels }: { readonly labels: readonly string[] }): ReactNode {
  return (
    <ul className="flex flex-wrap gap-2">
      {labels.map((label) => (
        <li
          className="inline-flex min-h-8 items-center gap-2 rounded-md border-hair py-1 pr-3 pl-1.5 text-sm"
          key={label}
        >
          <LabelMark label={label} labels={labels} size={20} />
          {labelWords(label)}
        </li>
      ))}
    </ul>
  );
}
