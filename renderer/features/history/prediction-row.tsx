import { memo, type ReactNode } from 'react';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import { classNames } from '../../components/class-names.ts';
import { dash, fixed, milliseconds, whole } from '../../components/numbers.ts';
import { Ago } from '../../components/time.tsx';
import { VerdictWord } from '../../components/verdict.tsx';
import { useWords } from '../../locales/words.tsx';
import { LabelMark } from '../../overlay/label-mark.tsx';
import { labelWords } from '../../overlay/label-marks.ts';

export const columns = ['time', 'verdict', 'defect', 'score', 'boxes', 'source', 'model', 'infer', 'endToEnd', 'number'] as const;
export const numeric: readonly string[] = ['score', 'boxes', 'infer', 'endToEnd', 'number'];

export interface PredictionRowProps {
  readonly id: string;
  readonly rank: number;
  readonly prediction: Prediction | undefined;
  readonly labels: readonly string[];
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly onOpen: (rank: number) => void;
}

function cellsOf(prediction: Prediction, labels: readonly string[], tag: string, ms: string): Record<(typeof columns)[number], ReactNode> {
  return {
    time: <Ago at={prediction.capturedAt} />,
    verdict: <VerdictWord verdict={prediction.verdict} />,
    defect: prediction.topLabel !== null && (
      <span className="inline-flex min-w-0 items-center gap-2.5 align-middle">
        <LabelMark label={prediction.topLabel} labels={labels} size={20} />
        <span className="truncate first-letter:uppercase">{labelWords(prediction.topLabel)}</span>
      </span>
    ),
    score: prediction.topScore === null ? dash : fixed(prediction.topScore, 2, tag),
    boxes: whole(prediction.detections.length, tag),
    source: prediction.sourceId,
    model: `${prediction.model.name} ${prediction.model.version}`,
    infer: `${milliseconds(prediction.inferMs, tag)} ${ms}`,
    endToEnd: `${milliseconds(prediction.endToEndMs, tag)} ${ms}`,
    number: whole(prediction.id, tag),
  };
}

/** One row; grey bars of the same size stand in while it is on its way. */
export const PredictionRow = memo(function PredictionRow(props: PredictionRowProps): ReactNode {
  const { id, rank, prediction, labels, isActive, isOpen, onOpen } = props;
  const words = useWords();
  const cells = prediction === undefined ? null : cellsOf(prediction, labels, words.tag, words.units.ms);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it handles every key
    <div
      aria-busy={cells === null}
      aria-rowindex={rank + 2}
      aria-selected={isOpen}
      className={classNames(
        'history-grid h-12 cursor-pointer items-center border-b-hair px-5 hover:bg-sunken',
        isOpen && 'bg-sunken',
        isActive && 'row-active',
      )}
      id={id}
      onClick={() => onOpen(rank)}
      role="row"
      tabIndex={-1}
    >
      {columns.map((column) => (
        <div
          className={classNames('min-w-0 truncate', numeric.includes(column) && 'text-right tabular-nums')}
          data-column={column}
          key={column}
          role="gridcell"
        >
          {cells === null ? <span className="skeleton inline-block h-3.5 w-3/5" /> : cells[column]}
        </div>
      ))}
    </div>
  );
});
