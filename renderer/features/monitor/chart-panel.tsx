import { type ReactNode, useRef, useState } from 'react';
import { useStation } from '../../app/station.tsx';
import { classNames } from '../../components/class-names.ts';
import { reachable } from '../../components/reachable.ts';
import { saveFile } from '../../components/save-file.ts';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';
import { pngOf } from './chart-image.ts';
import { type CsvCell, csvOf } from './csv.ts';

export interface ChartTable {
  readonly head: readonly string[];
  /** Figures in full, for the file. */
  readonly cells: readonly (readonly CsvCell[])[];
  /** The same as they stand on screen. */
  readonly shown: readonly (readonly string[])[];
}

export interface ChartPanelProps {
  readonly id: string;
  readonly title: string;
  /** What the chart says, for whoever does not see it. */
  readonly summary: string;
  readonly latest?: ReactNode;
  readonly legend?: ReactNode;
  readonly table: ChartTable;
  readonly blank: boolean;
  /** Where the rows stand that it was drawn from. */
  readonly rows: string;
  readonly height: number;
  readonly children: ReactNode;
}

interface SmallProps {
  readonly label: string;
  readonly pressed?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Small({ label, pressed, onClick, children }: SmallProps): ReactNode {
  return (
    <button
      aria-label={label}
      aria-pressed={pressed}
      className="inline-flex min-h-12 min-w-12 items-center justify-center gap-1.5 rounded-md px-2.5 text-sm text-ink-2 hover:bg-sunken hover:text-ink aria-pressed:bg-sunken aria-pressed:text-ink"
      onClick={onClick}
      title={label}
      type="button"
    >
      {children}
    </button>
  );
}

function Rows({
  title,
  table,
  height,
}: {
  readonly title: string;
  readonly table: ChartTable;
  readonly height: number;
}): ReactNode {
  return (
    <section {...reachable} aria-label={title} className="focus-inset overflow-auto" style={{ height }}>
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{title}</caption>
        <thead className="sticky top-0 bg-surface text-left text-ink-2">
          <tr>
            {table.head.map((name, index) => (
              <th className={classNames('py-1 pr-3 font-medium', index > 0 && 'text-right')} key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {table.shown.map(([first = '', ...rest]) => (
            <tr key={first}>
              <th className="py-1 pr-3 text-left font-normal whitespace-nowrap tabular-nums" scope="row">
                {first}
              </th>
              {rest.map((cell, index) => (
                <td className="py-1 pr-3 text-right tabular-nums" key={table.head[index + 1]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A chart with its name, its newest figure, its table, and its two ways out. */
export function ChartPanel(props: ChartPanelProps): ReactNode {
  const { id, title, summary, latest, legend, table, blank, rows, height, children } = props;
  const { charts } = useWords().monitor;
  const { toasts } = useStation();
  const [asTable, setAsTable] = useState(false);
  const plot = useRef<HTMLDivElement>(null);
  const savePicture = async (): Promise<void> => {
    const svg = plot.current?.querySelector('svg');
    const picture = svg == null ? null : await pngOf(svg, title);
    if (picture === null) toasts.say({ tone: 'plain', title: charts.failed, text: charts.failedText });
    else saveFile(`caracal-${id}.png`, picture);
  };
  return (
    <section aria-label={title} className="min-w-0 rounded-lg border-hair bg-surface pt-3 pr-2 pb-2 pl-4">
      <header className="flex min-h-12 items-start justify-between gap-2 pr-2">
        <div className="min-w-0">
          <h3 className="truncate font-semibold">{title}</h3>
          <p className="flex h-5 items-center gap-3 truncate text-xs text-ink-3">{legend}</p>
        </div>
        <p className="shrink-0 text-lg font-semibold tabular-nums">{latest}</p>
      </header>
      {asTable ? (
        <Rows height={height} table={table} title={title} />
      ) : (
        <div className="relative" ref={plot}>
          <div aria-label={`${title}: ${summary}`} role="img">
            {children}
          </div>
          {blank && (
            <p className="absolute inset-0 grid place-items-center pl-10 text-sm text-ink-3">{charts.noFigures}</p>
          )}
        </div>
      )}
      <footer className="-ml-2 flex items-center">
        <Small label={charts.showTable(title)} onClick={() => setAsTable((on) => !on)} pressed={asTable}>
          {charts.table}
        </Small>
        <a
          aria-label={charts.showRows(title)}
          className="inline-flex min-h-12 min-w-12 items-center justify-center rounded-md px-2.5 text-sm text-ink-2 hover:bg-sunken hover:text-ink"
          href={rows}
          title={charts.showRows(title)}
        >
          {charts.rows}
        </a>
        <span className="ml-auto flex">
          <Small
            label={charts.saveCsv(title)}
            onClick={() =>
              saveFile(`caracal-${id}.csv`, new Blob([csvOf(table.head, table.cells)], { type: 'text/csv' }))
            }
          >
            <Icon name="fetch" size={16} />
            {charts.csv}
          </Small>
          {!asTable && (
            <Small label={charts.savePng(title)} onClick={() => void savePicture()}>
              <Icon name="fetch" size={16} />
              {charts.png}
            </Small>
          )}
        </span>
      </footer>
    </section>
  );
}
