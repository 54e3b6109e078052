import { type ReactNode, useMemo } from 'react';
import type { StationMetrics, Stream } from '../../../preload/contract/monitor.ts';
import { seatHref } from '../../app/routes.ts';
import { fixed } from '../../components/numbers.ts';
import { useWords, type Words } from '../../locales/words.tsx';
import { type ChartData, readings, rowsOf, spokenRows } from './chart-data.ts';
import { ChartPanel } from './chart-panel.tsx';
import { binsOf, ConfidenceChart } from './confidence-chart.tsx';
import type { Range } from './range.ts';
import { rowsHref } from './rows-href.ts';
import { TimePanel } from './time-panel.tsx';

const height = 168;

const line = { shape: 'line', digits: 1 } as const;
const single = (key: string, label: string) => [{ key, label, look: 'main' as const }];

const inference = ({ points, bucketMs }: StationMetrics, { monitor, units }: Words): ChartData => ({
  ...line,
  id: 'inference',
  title: monitor.charts.infer,
  unit: units.ms,
  series: [
    { key: 'p50', label: monitor.charts.median, look: 'main' },
    { key: 'p95', label: monitor.charts.p95, look: 'second' },
  ],
  rows: rowsOf(points, bucketMs, readings.infer),
});

/** What is heard has no frames, and nothing that is judged. */
const chartsOfSound = (metrics: StationMetrics, words: Words): readonly ChartData[] => {
  const { spoken, perMinute } = words.monitor.charts;
  const rows = spokenRows(metrics);
  return [
    { ...line, id: 'segments', title: spoken, unit: perMinute, series: single('segments', spoken), rows },
    inference(metrics, words),
  ];
};

function chartsOf(metrics: StationMetrics, words: Words): readonly ChartData[] {
  if (metrics.medium === 'sound') return chartsOfSound(metrics, words);
  const { points, bucketMs } = metrics;
  const { monitor, units, verdict } = words;
  const { charts } = monitor;
  return [
    {
      ...line,
      id: 'rate',
      title: charts.rate,
      unit: units.fps,
      series: single('rate', charts.rate),
      rows: rowsOf(points, bucketMs, readings.rate),
    },
    inference(metrics, words),
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

interface ConfidenceProps {
  readonly counts: readonly number[];
  readonly medium: StationMetrics['medium'];
  readonly rows: string;
}

function Confidence({ counts, medium, rows }: ConfidenceProps): ReactNode {
  const { monitor, tag } = useWords();
  const { charts } = monitor;
  const shares = medium === 'sound' ? charts.segments : charts.frames;
  const bins = binsOf(counts);
  const blank = bins.every(({ share }) => share === 0);
  const between = (from: number, to: number): string => `${fixed(from, 2, tag)}–${fixed(to, 2, tag)}`;
  const fullest = bins.reduce((best, bin) => (bin.share > best.share ? bin : best), { from: 0, to: 0, share: 0 });
  return (
    <ChartPanel
      blank={blank}
      height={height}
      id="confidence"
      legend={shares}
      rows={rows}
      summary={blank ? charts.noFigures : `${between(fullest.from, fullest.to)}: ${fixed(fullest.share, 1, tag)} %`}
      table={{
        head: [charts.score, `${shares} (%)`],
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
      <Confidence counts={metrics.confidence} medium={metrics.medium} rows={rowsHref(stream, range)} />
    </div>
  );
}
