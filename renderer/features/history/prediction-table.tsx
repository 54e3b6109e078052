import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import { classNames } from '../../components/class-names.ts';
import { useLongScroll } from '../../components/use-long-scroll.ts';
import { useWords } from '../../locales/words.tsx';
import { columns, numeric, PredictionRow } from './prediction-row.tsx';
import type { PredictionRows } from './prediction-rows.ts';
import { useRowKeys } from './use-row-keys.ts';

/** Rows loaded beyond each edge of the view, so that slow scrolling never meets an empty row. */
const ahead = 20;
const settleMs = 60;
const rowRem = 3;
const headRem = 2.75;

export interface PredictionTableProps {
  readonly rows: PredictionRows;
  readonly labels: readonly string[];
  readonly nameOf: (source: string) => string;
  readonly openId: string;
  readonly onOpen: (prediction: Prediction) => void;
}

const remPixels = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

function Head(): ReactNode {
  const words = useWords();
  return (
    <thead className="relative z-10 block border-b-hair bg-surface">
      <tr
        aria-rowindex={1}
        className="history-grid items-center px-5 text-sm text-ink-2"
        style={{ height: `${headRem}rem` }}
      >
        {columns.map((column) => (
          <th
            className={classNames('truncate text-left font-medium', numeric.includes(column) && 'text-right!')}
            data-column={column}
            key={column}
            scope="col"
          >
            {words.history.columns[column]}
          </th>
        ))}
      </tr>
    </thead>
  );
}

export function PredictionTable({ rows, labels, nameOf, openId, onOpen }: PredictionTableProps): ReactNode {
  const words = useWords();
  const table = useId();
  const { total } = rows.outline;
  const [rem] = useState(remPixels);
  const rowHeight = rem * rowRem;
  const { scroller, map, offset, viewHeight, span, show } = useLongScroll(total, rowHeight, rem * headRem);
  const [active, setActive] = useState(0);
  const wantsFocus = useRef(false);
  const rowId = (rank: number): string => `${table}-${rank}`;

  useEffect(() => {
    // While the bar is being dragged through a million rows, nothing is asked for until it rests.
    const timer = setTimeout(() => rows.want(span.first - ahead, span.end + ahead), settleMs);
    return () => clearTimeout(timer);
  }, [rows, span.first, span.end]);

  // After each drawing, since a row that was jumped to may not have been there before.
  useEffect(() => {
    const button = wantsFocus.current ? document.getElementById(`${table}-${active}`) : null;
    if (button === null) return;
    wantsFocus.current = false;
    button.focus({ preventScroll: true });
  });

  const open = useCallback(
    (rank: number) => {
      setActive(rank);
      const prediction = rows.row(rank);
      if (prediction !== undefined) onOpen(prediction);
    },
    [rows, onOpen],
  );
  useRowKeys({
    active,
    last: total - 1,
    perView: Math.max(1, Math.floor(viewHeight / rowHeight) - 1),
    open,
    move: (rank) => {
      wantsFocus.current = true;
      setActive(rank);
      show(rank);
    },
  });
  const ranks = Array.from({ length: Math.max(0, span.end - span.first) }, (_, index) => span.first + index);
  return (
    <div className="history-table relative min-h-0 flex-1 overflow-hidden rounded-lg border-hair bg-surface">
      <div
        className="absolute inset-0 overflow-x-hidden overflow-y-scroll overscroll-contain"
        ref={scroller}
        tabIndex={-1}
      >
        <div style={{ height: map.contentHeight + rem * headRem }}>
          <table
            aria-colcount={columns.length}
            aria-rowcount={total + 1}
            className="sticky top-0 block overflow-hidden"
            style={{ height: viewHeight + rem * headRem }}
          >
            <caption className="sr-only">{words.history.caption}</caption>
            <Head />
            <tbody className="block" style={{ transform: `translateY(${span.first * rowHeight - offset}px)` }}>
              {ranks.map((rank) => {
                const prediction = rows.row(rank);
                return (
                  <PredictionRow
                    id={rowId(rank)}
                    isActive={rank === active}
                    isOpen={prediction !== undefined && String(prediction.id) === openId}
                    key={rank}
                    labels={labels}
                    nameOf={nameOf}
                    onOpen={open}
                    prediction={prediction}
                    rank={rank}
                  />
                );
              })}
            </tbody>
          </table>
        </div>
      </div>
    </div>
  );
}
