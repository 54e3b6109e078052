import type { ReactNode } from 'react';
import type { ConfidenceFit } from '../../../preload/contract/confidence.ts';
import { fixed, percent, whole } from '../../components/numbers.ts';
import { Table } from '../../components/table.tsx';
import { useWords } from '../../locales/words.tsx';
import { labelWords } from '../../overlay/label-marks.ts';
import { PromiseWords } from './promise-words.tsx';

/** Above every score: such a label is never a defect without a person. */
const highestScore = 1;

function Routes({ fit }: { readonly fit: ConfidenceFit }): ReactNode {
  const { confidence, tag } = useWords();
  const rows = [
    { when: confidence.now, ...fit.routes.before },
    { when: confidence.fitted, ...fit.routes.after },
  ];
  const column = (key: 'pass' | 'unsure' | 'fail') => ({
    key,
    head: confidence.routes[key],
    right: true,
    cell: (row: (typeof rows)[number]) => percent(row[key], 1, tag),
  });
  return (
    <Table
      caption={confidence.goes}
      columns={[
        { key: 'when', head: confidence.where, cell: ({ when }) => when, wide: true },
        column('pass'),
        column('unsure'),
        column('fail'),
      ]}
      keyOf={({ when }) => when}
      rows={rows}
    />
  );
}

function Thresholds({ fit }: { readonly fit: ConfidenceFit }): ReactNode {
  const { confidence, tag } = useWords();
  const { columns } = confidence;
  const rows = fit.promise.cells.map((cell) => {
    const [first = ''] = cell.labels;
    const { low, high } = fit.band.byLabel?.[first] ?? fit.band;
    return { ...cell, low, high };
  });
  return (
    <Table
      caption={confidence.thresholds}
      columns={[
        {
          key: 'labels',
          head: columns.labels,
          cell: ({ labels }) => <span className="whitespace-normal">{labels.map(labelWords).join(', ')}</span>,
          wide: true,
        },
        { key: 'low', head: columns.low, right: true, cell: ({ low }) => fixed(low, 2, tag) },
        {
          key: 'high',
          head: columns.high,
          right: true,
          cell: ({ high }) => (high > highestScore ? confidence.neverFails : fixed(high, 2, tag)),
        },
        { key: 'defects', head: columns.defects, right: true, cell: ({ defects }) => whole(defects, tag) },
        { key: 'missed', head: columns.missed, right: true, cell: ({ missed }) => whole(missed, tag) },
      ]}
      keyOf={({ labels }) => labels.join(' ')}
      rows={rows}
    />
  );
}

/** What would be promised, where pictures would go, and from which scores on. */
export function FitProposal({ fit }: { readonly fit: ConfidenceFit }): ReactNode {
  const { confidence } = useWords();
  return (
    <div className="space-y-4">
      <PromiseWords promise={fit.promise} />
      <div>
        <h4 className="text-sm font-semibold text-ink-2">{confidence.goes}</h4>
        <Routes fit={fit} />
      </div>
      <div>
        <h4 className="text-sm font-semibold text-ink-2">{confidence.thresholds}</h4>
        <Thresholds fit={fit} />
      </div>
    </div>
  );
}
