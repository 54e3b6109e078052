import type { ReactNode } from 'react';
import { dash, fixed } from '../../components/numbers.ts';
import { useWords } from '../../locales/words.tsx';
import { type ChartData, isBlank, outlineOf } from './chart-data.ts';
import { ChartPanel, type ChartTable } from './chart-panel.tsx';
import { momentText } from './range.ts';
import { inks, TimeChart, type TimeChartProps } from './time-chart.tsx';

function tableOf(data: ChartData, time: string, tag: string): ChartTable {
  const unit = data.unit === '' ? '' : ` (${data.unit})`;
  const figure = (value: number | null | undefined): string => (value == null ? dash : fixed(value, data.digits, tag));
  return {
    head: [time, ...data.series.map(({ label }) => `${label}${unit}`)],
    cells: data.rows.map(({ at, values }) => [
      new Date(at).toISOString(),
      ...data.series.map(({ key }) => values[key] ?? null),
    ]),
    shown: data.rows.map(({ at, values }) => [
      momentText(at, tag),
      ...data.series.map(({ key }) => figure(values[key])),
    ]),
  };
}

function Legend({ data }: { readonly data: ChartData }): ReactNode {
  if (data.series.length < 2) return null;
  return data.series.map(({ key, label, look }) => (
    <span className="inline-flex items-center gap-1.5" key={key}>
      <svg aria-hidden="true" height="8" width="18">
        <line
          stroke={inks[look]}
          strokeDasharray={look === 'second' ? '5 3' : '0'}
          strokeWidth={data.shape === 'stack' ? 8 : 2}
          x2="18"
          y1="4"
          y2="4"
        />
      </svg>
      {label}
    </span>
  ));
}

/** One chart over time, with all that belongs to it. */
export function TimePanel({ rows, ...props }: TimeChartProps & { readonly rows: string }): ReactNode {
  const { data } = props;
  const { monitor, tag } = useWords();
  const { charts } = monitor;
  const first = data.series[0];
  const last = first === undefined ? null : outlineOf(data.rows, first.key);
  const summary = data.series
    .map(({ key, label }) => {
      const outline = outlineOf(data.rows, key);
      const told = (value: number): string => `${fixed(value, data.digits, tag)} ${data.unit}`.trim();
      const text =
        outline === null ? charts.noFigures : charts.spread(told(outline.low), told(outline.high), told(outline.last));
      return data.series.length > 1 ? `${label} ${text}` : text;
    })
    .join('; ');
  return (
    <ChartPanel
      blank={isBlank(data)}
      height={props.height}
      id={data.id}
      latest={
        last !== null && (
          <>
            {fixed(last.last, data.digits, tag)}
            <span className="ml-1 text-sm font-normal text-ink-2">
              {data.unit} {data.series.length > 1 && first?.label.toLowerCase()}
            </span>
          </>
        )
      }
      legend={<Legend data={data} />}
      rows={rows}
      summary={summary}
      table={tableOf(data, charts.time, tag)}
      title={data.title}
    >
      <TimeChart {...props} />
    </ChartPanel>
  );
}
