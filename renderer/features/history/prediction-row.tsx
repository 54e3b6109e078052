import { memo, type ReactNode } from 'react';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import { classNames } from '../../components/class-names.ts';
import { dash, duration, fixed, milliseconds, whole } from '../../components/numbers.ts';
import { Ago } from '../../components/time.tsx';
import { VerdictWord } from '../../components/verdict.tsx';
import { useWords, type Words } from '../../locales/words.tsx';
import { LabelMark } from '../../overlay/label-mark.tsx';
import { labelWords } from '../../overlay/label-marks.ts';

export const columns = [
  'time',
  'verdict',
  'defect',
  'score',
  'boxes',
  'source',
  'model',
  'infer',
  'endToEnd',
  'number',
] as const;
export type ColumnName = (typeof columns)[number];
export const numeric: readonly ColumnName[] = ['score', 'boxes', 'infer', 'endToEnd', 'number'];

export interface PredictionRowProps {
  readonly id: string;
  readonly rank: number;
  readonly prediction: Prediction | undefined;
  readonly labels: readonly string[];
  readonly nameOf: (source: string) => string;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly onOpen: (rank: number) => void;
}

type Cells = Record<Exclude<ColumnName, 'time'>, ReactNode>;

function cellsOf(
  prediction: Prediction,
  { labels, nameOf }: Pick<PredictionRowProps, 'labels' | 'nameOf'>,
  { tag, units }: Words,
): Cells {
  return {
    verdict: <VerdictWord verdict={prediction.verdict} />,
    defect: prediction.topLabel !== null && (
      <span className="inline-flex min-w-0 items-center gap-2.5 align-middle">
        <LabelMark label={prediction.topLabel} labels={labels} size={20} />
        <span className="truncate first-letter:uppercase">{labelWords(prediction.topLabel)}</span>
      </span>
    ),
    score: prediction.topScore === null ? dash : fixed(prediction.topScore, 2, tag),
    // What was heard has a length in place of boxes.
    boxes:
      prediction.sound === undefined ? whole(prediction.detections.length, tag) : duration(prediction.sound.durationMs),
    source: nameOf(prediction.sourceId),
    model: `${prediction.model.name} ${prediction.model.version}`,
    infer: `${milliseconds(prediction.inferMs, tag)} ${units.ms}`,
    endToEnd: `${milliseconds(prediction.endToEndMs, tag)} ${units.ms}`,
    number: whole(prediction.id, tag),
  };
}

const bar = <span className="skeleton inline-block h-3.5 w-3/5 align-middle" />;

function cellOf(column: ColumnName, cells: Cells | null): ReactNode {
  return cells === null || column === 'time' ? bar : cells[column];
}

/** One row, with a button that spans it; grey bars of the same size stand in while it is on its way. */
export const PredictionRow = memo(function PredictionRow(props: PredictionRowProps): ReactNode {
  const { id, rank, prediction, isActive, isOpen, onOpen } = props;
  const words = useWords();
  const cells = prediction === undefined ? null : cellsOf(prediction, props, words);
  return (
    <tr
      aria-busy={cells === null}
      aria-rowindex={rank + 2}
      className={classNames(
        'history-grid relative h-12 items-center border-b-hair px-5 hover:bg-sunken',
        isOpen && 'bg-sunken',
        isActive && 'row-active',
      )}
    >
      {columns.map((column) => (
        <td
          className={classNames('min-w-0 truncate', numeric.includes(column) && 'text-right tabular-nums')}
          data-column={column}
          key={column}
        >
          {column === 'time' && prediction !== undefined ? (
            <button
              aria-label={words.history.openRow(
                whole(prediction.id, words.tag),
                prediction.verdict === null ? words.notJudged : words.verdict[prediction.verdict],
              )}
              aria-pressed={isOpen}
              className="row-button w-full truncate text-left outline-none after:absolute after:inset-0"
              id={id}
              onClick={() => onOpen(rank)}
              tabIndex={isActive ? 0 : -1}
              type="button"
            >
              <Ago at={prediction.capturedAt} />
            </button>
          ) : (
            cellOf(column, cells)
          )}
        </td>
      ))}
    </tr>
  );
});
