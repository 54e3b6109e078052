import { type ReactNode, useCallback } from 'react';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import { seatHref } from '../../app/routes.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { useWords } from '../../locales/words.tsx';
import { isFiltered } from './history-filter.ts';
import { PredictionTable } from './prediction-table.tsx';
import type { TabProps } from './tab.ts';
import type { Predictions } from './use-predictions.ts';

export function TableSkeleton(): ReactNode {
  return (
    <div aria-busy="true" className="flex-1 overflow-hidden rounded-lg border-hair bg-surface pt-11">
      {Array.from({ length: 24 }, (_, index) => (
        <div className="flex h-12 items-center gap-10 border-b-hair px-5" key={`row ${index.toString()}`}>
          {['w-24', 'w-16', 'w-40', 'w-12', 'w-28'].map((width) => (
            <span className={`skeleton h-3.5 ${width}`} key={width} />
          ))}
        </div>
      ))}
    </div>
  );
}

export function PredictionsTab({
  view,
  labels,
  nameOf,
  onChange,
  found,
}: TabProps & { readonly found: Predictions }): ReactNode {
  const words = useWords();
  const { rows, trouble, reload } = found;
  const open = useCallback((prediction: Prediction) => onChange({ open: String(prediction.id) }), [onChange]);
  if (trouble !== null)
    return <TroubleNotice act={<Button onClick={reload}>{words.again}</Button>} trouble={trouble} />;
  if (rows === null) return <TableSkeleton />;
  if (rows.outline.total > 0)
    return (
      <PredictionTable
        key={rows.outline.marks[0]}
        labels={labels}
        nameOf={nameOf}
        onOpen={open}
        openId={view.open}
        rows={rows}
      />
    );
  if (isFiltered(view)) {
    return (
      <Empty
        act={
          <Button onClick={() => onChange({ verdict: '', label: '', source: '', span: 'all' })}>
            {words.history.clear}
          </Button>
        }
        icon="search"
        text={words.history.noMatchText}
        title={words.history.noMatch}
      />
    );
  }
  return (
    <Empty
      act={
        <Button
          icon="inspect"
          look="action"
          onClick={() => {
            location.hash = seatHref('inspect');
          }}
        >
          {words.history.emptyAct}
        </Button>
      }
      icon="history"
      text={words.history.emptyText}
      title={words.history.empty}
    />
  );
}
