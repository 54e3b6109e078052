import type { ReactNode } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { fixed } from '../../components/numbers.ts';
import { useWords } from '../../locales/words.tsx';
import type { ChartData, ChartRow, Series, SeriesLook } from './chart-data.ts';
import { momentText, type Range, spans, ticksOf, tickText } from './range.ts';

/** Calm greys; colour only where a verdict or a mark is abnormal. */
export const inks: Record<SeriesLook, string> = {
  main: 'var(--ink)',
  second: 'var(--ink-3)',
  quiet: 'var(--edge)',
  fail: 'var(--fail)',
  unsure: 'var(--unsure)',
};

export interface TimeAxis {
  readonly range: Range;
  readonly since: number;
  readonly until: number;
}

export interface TimeChartProps {
  readonly data: ChartData;
  readonly axis: TimeAxis;
  readonly height: number;
  readonly max?: number;
  readonly shade?: { readonly from: number; readonly to: number } | null;
  readonly synced?: boolean;
}

function Tip({ data, row }: { readonly data: ChartData; readonly row: ChartRow }): ReactNode {
  const { tag } = useWords();
  return (
    <div className="rounded-md border-hair border-edge bg-raised px-3 py-1.5 text-sm shadow-float">
      <p className="text-ink-3 tabular-nums">{momentText(row.at, tag)}</p>
      {data.series.map(({ key, label }) => {
        const value = row.values[key] ?? null;
        return (
          <p className="tabular-nums" key={key}>
            {data.series.length > 1 && <span className="mr-2 text-ink-2">{label}</span>}
            <span className="font-semibold">{value === null ? '–' : fixed(value, data.digits, tag)}</span> {data.unit}
          </p>
        );
      })}
    </div>
  );
}

interface DotProps {
  readonly cx?: number;
  readonly cy?: number;
  readonly index?: number;
  readonly payload?: ChartRow;
}

/** A drifted window is marked by form and colour; the others are the line alone. */
function Mark({ cx, cy, payload }: DotProps): ReactNode {
  if (cx === undefined || cy === undefined || payload?.marked !== true || payload.values.psi == null) return <g />;
  return <path d={`M${cx} ${cy - 5}l5 9h-10z`} fill="var(--unsure)" stroke="var(--unsure-ink)" strokeWidth={1} />;
}

/** A minute between two in which nothing was seen would be a line without length. */
const lone =
  ({ rows }: ChartData, { key, look }: Series) =>
  ({ cx, cy, index = -1 }: DotProps): ReactNode => {
    const figure = (at: number): number | null => rows[at]?.values[key] ?? null;
    const isLone = figure(index) !== null && figure(index - 1) === null && figure(index + 1) === null;
    return isLone ? <circle cx={cx} cy={cy} fill={inks[look]} key={index} r={2.5} stroke="none" /> : <g key={index} />;
  };

function drawing(series: Series, data: ChartData, marks: boolean): ReactNode {
  const { key, label, look } = series;
  const figureIn = (row: ChartRow): number | null => row.values[key] ?? null;
  if (data.shape === 'stack') {
    return (
      <Area
        activeDot={false}
        dataKey={figureIn}
        fill={inks[look]}
        fillOpacity={look === 'quiet' ? 0.35 : 1}
        isAnimationActive={false}
        key={key}
        name={label}
        stackId="all"
        stroke="none"
        type="stepAfter"
      />
    );
  }
  return (
    <Line
      activeDot={{ r: 3, fill: 'var(--ink)', stroke: 'none' }}
      dataKey={figureIn}
      dot={marks ? Mark : lone(data, series)}
      isAnimationActive={false}
      key={key}
      name={label}
      stroke={inks[look]}
      strokeDasharray={look === 'second' ? '5 3' : '0'}
      strokeWidth={1.75}
      type="linear"
    />
  );
}

export function TimeChart({ data, axis, height, max, shade = null, synced = false }: TimeChartProps): ReactNode {
  const { tag } = useWords();
  const marks = data.rows.some(({ marked }) => marked !== undefined);
  return (
    <ResponsiveContainer height={height} initialDimension={{ width: 320, height }} width="100%">
      <ComposedChart
        accessibilityLayer={false}
        data={[...data.rows]}
        margin={{ top: 8, right: 10, bottom: 0, left: 0 }}
        {...(synced ? { syncId: 'line', syncMethod: 'value' as const } : {})}
      >
        {shade !== null && (
          <ReferenceArea
            fill="var(--ink-3)"
            fillOpacity={0.22}
            ifOverflow="hidden"
            stroke="none"
            x1={shade.from}
            x2={shade.to}
          />
        )}
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          axisLine={{ stroke: 'var(--edge)' }}
          dataKey="at"
          domain={[axis.since, axis.until]}
          interval="preserveStartEnd"
          scale="time"
          tick={{ fill: 'var(--ink-3)', fontSize: 12 }}
          tickFormatter={(at: number) => tickText(at, axis.range, tag)}
          tickLine={false}
          ticks={[...ticksOf(axis.since, axis.until, spans[axis.range].tickMs)]}
          type="number"
        />
        <YAxis
          allowDecimals={data.digits > 0}
          axisLine={false}
          domain={[0, max ?? 'auto']}
          tick={{ fill: 'var(--ink-3)', fontSize: 12 }}
          tickCount={4}
          {...(max === undefined ? {} : { ticks: [0, max / 2, max] })}
          tickFormatter={(value: number) => value.toLocaleString(tag, { maximumFractionDigits: 2 })}
          tickLine={false}
          width={44}
        />
        <Tooltip
          content={({ active, label }) => {
            const row = data.rows.find(({ at }) => at === label);
            return active && row !== undefined ? <Tip data={data} row={row} /> : null;
          }}
          cursor={{ stroke: 'var(--edge)' }}
          isAnimationActive={false}
        />
        {data.series.map((series) => drawing(series, data, marks))}
      </ComposedChart>
    </ResponsiveContainer>
  );
}
