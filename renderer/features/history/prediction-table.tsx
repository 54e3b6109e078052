import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useState } from 'react';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import { classNames } from '../../components/class-names.ts';
import { useLongScroll } from '../../components/use-long-scroll.ts';
import { useWords } from '../../locales/words.tsx';
import { columns, numeric, PredictionRow } from './prediction-row.tsx';
import type { PredictionRows } from './prediction-rows.ts';

/** Rows loaded beyond each edge of the view, so that slow scrolling never meets an empty row. */
const ahead = 20;
const settleMs = 60;

export interface PredictionTableProps {
  readonly rows: PredictionRows;
  readonly labels: readonly string[];
  readonly openId: string;
  readonly onOpen: (prediction: Prediction) => void;
}

const rowPixels = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 3;

function nextRank(key: string, rank: number, perView: number, last: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, rank + 1);
    case 'ArrowUp':
      return Math.max(0, rank - 1);
    case 'PageDown':
      return Math.min(last, rank + perView);
    case 'PageUp':
      return Math.max(0, rank - perView);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

export function PredictionTable({ rows, labels, openId, onOpen }: PredictionTableProps): ReactNode {
  const words = useWords();
  const grid = useId();
  const { total } = rows.outline;
  const [rowHeight] = useState(rowPixels);
  const { scroller, map, offset, viewHeight, barWidth, span, show } = useLongScroll(total, rowHeight);
  const [active, setActive] = useState(0);

  useEffect(() => {
    // While the bar is being dragged through a million rows, nothing is asked for until it rests.
    const timer = setTimeout(() => rows.want(span.first - ahead, span.end + ahead), settleMs);
    return () => clearTimeout(timer);
  }, [rows, span.first, span.end]);

  const open = useCallback(
    (rank: number) => {
      setActive(rank);
      const prediction = rows.row(rank);
      if (prediction !== undefined) onOpen(prediction);
    },
    [rows, onOpen],
  );
  const pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      open(active);
      return;
    }
    const next = nextRank(event.key, active, Math.max(1, Math.floor(viewHeight / rowHeight) - 1), total - 1);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    show(next);
  };
  const ranks = Array.from({ length: Math.max(0, span.end - span.first) }, (_, index) => span.first + index);
  const rowId = (rank: number): string => `${grid}-${rank}`;
  return (
    <div
      aria-activedescendant={active >= span.first && active < span.end ? rowId(active) : undefined}
      aria-colcount={columns.length}
      aria-label={words.history.caption}
      aria-rowcount={total + 1}
      className="history-table flex min-h-0 flex-1 flex-col overflow-hidden rounded-lg border-hair bg-surface"
      onKeyDown={pressed}
      role="grid"
      tabIndex={0}
    >
      <div className="border-b-hair" role="rowgroup" style={{ paddingRight: barWidth }}>
        <div aria-rowindex={1} className="history-grid h-11 items-center px-5 text-sm text-ink-2" role="row">
          {columns.map((column) => (
            <div
              className={classNames('truncate font-medium', numeric.includes(column) && 'text-right')}
              data-column={column}
              key={column}
              role="columnheader"
            >
              {words.history.columns[column]}
            </div>
          ))}
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-x-hidden overflow-y-scroll overscroll-contain" ref={scroller} role="presentation" tabIndex={-1}>
        <div role="presentation" style={{ height: map.contentHeight }}>
          <div className="sticky top-0 overflow-hidden" role="rowgroup" style={{ height: Math.min(viewHeight, total * rowHeight) }}>
            <div role="presentation" style={{ transform: `translateY(${span.first * rowHeight - offset}px)` }}>
              {ranks.map((rank) => {
                const prediction = rows.row(rank);
                return (
                  <PredictionRow
                    id={rowId(rank)}
                    isActive={rank === active}
                    isOpen={prediction !== undefined && String(prediction.id) === openId}
                    key={rank}
                    labels={labels}
                    onOpen={open}
                    prediction={prediction}
                    rank={rank}
                  />
                );
              })}
            </div>
          </div>
        </div>
      </div>
    </div>
  );
}
