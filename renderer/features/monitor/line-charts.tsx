import { type ReactNode, useMemo } from 'react';
import type { StationMetrics, Stream } from '../../../preload/contract/monitor.ts';
import { seatHref } from '../../app/routes.ts';
import { fixed } from '../../components/numbers.ts';
import { useWords, type Words } from '../../locales/words.tsx';
import { type ChartData, readings, rowsOf } from './chart-data.ts';
import { ChartPanel } from './chart-panel.tsx';
import { binsOf, ConfidenceChart } from './confidence-chart.tsx';
import type { Range } from './range.ts';
import { rowsHref } from './rows-href.ts';
import { TimePanel } from './time-panel.tsx';

const height = 168;

function chartsOf({ points, bucketMs }: StationMetrics, { monitor, units, verdict }: Words): readonly ChartData[] {
  const { charts } = monitor;
  const line = { shape: 'line', digits: 1 } as const;
  const single = (key: string, label: string) => [{ key, label, look: 'main' as const }];
  return [
    {
      ...line,
      id: 'rate',
      title: charts.rate,
      unit: units.fps,
      series: single('rate', charts.rate),
      rows: rowsOf(points, bucketMs, readings.rate),
    },
    {
      ...line,
      id: 'inference',
      title: charts.infer,
      unit: units.ms,
      series: [
        { key: 'p50', label: charts.median, look: 'main' },
        { key: 'p95', label: charts.p95, look: 'second' },
      ],
      rows: rowsOf(points, bucketMs, readings.infer),
    },
    {
      ...line,
      id: 'defect-rate',
      title: charts.defects,
      unit: '%',
      series: single('defects', charts.defects),
      rows: rowsOf(points, bucketMs, readings.defects),
    },
    {
      ...line,
      shape: 'stack',
      id: 'verdicts',
      title: charts.mix,
      unit: '%',
      series: [
        { key: 'fail', label: verdict.fail, look: 'fail' },
        { key: 'unsure', label: verdict.unsure, look: 'unsure' },
        { key: 'pass', label: verdict.pass, look: 'quiet' },
      ],
      rows: rowsOf(points, bucketMs, readings.mix),
    },
    {
      ...line,
      digits: 0,
      id: 'queue',
      title: charts.queue,
      unit: '',
      series: [
        { key: 'waiting', label: charts.waiting, look: 'main' },
        { key: 'labelled', label: charts.labelled, look: 'second' },
      ],
      rows: rowsOf(points, bucketMs, readings.queue),
    },
  ];
}

function Confidence({ counts, rows }: { readonly counts: readonly number[]; readonly rows: string }): ReactNode {
  const { monitor, tag } = useWords();
  const { charts } = monitor;
  const bins = binsOf(counts);
  const blank = bins.every(({ share }) => share === 0);
  const between = (from: number, to: number): string => `${fixed(from, 2, tag)}–${fixed(to, 2, tag)}`;
  const fullest = bins.reduce((best, bin) => (bin.share > best.share ? bin : best), { from: 0, to: 0, share: 0 });
  return (
    <ChartPanel
      blank={blank}
      height={height}
      id="confidence"
      legend={charts.frames}
      rows={rows}
      summary={blank ? charts.noFigures : `${between(fullest.from, fullest.to)}: ${fixed(fullest.share, 1, tag)} %`}
      table={{
        head: [charts.score, `${charts.frames} (%)`],
        cells: bins.map(({ from, to, share }) => [`${from.toFixed(2)}-${to.toFixed(2)}`, share]),
        shown: bins.map(({ from, to, share }) => [between(from, to), fixed(share, 1, tag)]),
      }}
      title={charts.confidence}
    >
      <ConfidenceChart bins={bins} height={height} />
    </ChartPanel>
  );
}

interface LineChartsProps {
  readonly metrics: StationMetrics;
  readonly stream: Stream | null;
  readonly range: Range;
}

/** What a chart counts: all frames, those that failed, or what waits on the Label seat. */
function rowsOfChart(id: string, stream: Stream | null, range: Range): string {
  if (id === 'queue') return seatHref('label');
  return rowsHref(stream, range, id === 'defect-rate' ? 'fail' : undefined);
}

/** Small multiples: every chart but the histogram stands on the same stretch of time. */
export function LineCharts({ metrics, stream, range }: LineChartsProps): ReactNode {
  const words = useWords();
  const charts = useMemo(() => chartsOf(metrics, words), [metrics, words]);
  const axis = { range, since: metrics.since, until: metrics.until };
  return (
    <div className="monitor-charts">
      {charts.map((data) => (
        <TimePanel
          axis={axis}
          data={data}
          height={height}
          key={data.id}
          rows={rowsOfChart(data.id, stream, range)}
          synced
          {...(data.shape === 'stack' ? { max: 100 } : {})}
        />
      ))}
      <Confidence counts={metrics.confidence} rows={rowsHref(stream, range)} />
    </div>
  );
}
