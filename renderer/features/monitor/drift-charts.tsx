import { type ReactNode, useMemo } from 'react';
import { driftFeatureNames } from '../../../preload/contract/drift.ts';
import type { DriftReference, PastWindow, Stream } from '../../../preload/contract/monitor.ts';
import { Empty } from '../../components/empty.tsx';
import { useWords } from '../../locales/words.tsx';
import { type ChartData, driftRows, isBlank } from './chart-data.ts';
import { rowsHref } from './rows-href.ts';
import type { TimeAxis } from './time-chart.tsx';
import { TimePanel } from './time-panel.tsx';

const height = 120;
/** Charts of one kind share one height of scale, so that a small move looks small. */
const leastTop = 0.3;

interface DriftChartsProps {
  readonly windows: readonly PastWindow[];
  readonly reference: DriftReference | null;
  readonly stream: Stream | null;
  readonly axis: TimeAxis;
}

export function DriftCharts({ windows, reference, stream, axis }: DriftChartsProps): ReactNode {
  const { drift } = useWords().monitor;
  const { since, until } = axis;
  const charts = useMemo(
    () =>
      driftFeatureNames
        .map((feature): ChartData => {
          const title = drift.features[feature];
          return {
            id: `drift-${feature}`,
            title,
            unit: drift.psi,
            digits: 2,
            shape: 'line',
            series: [{ key: 'psi', label: drift.psi, look: 'main' }],
            rows: driftRows(windows, feature, since, until),
          };
        })
        .filter((data) => !isBlank(data)),
    [drift, windows, since, until],
  );
  if (charts.length === 0) return <Empty icon="clock" text={drift.noWindowsText} title={drift.noWindows} />;
  const highest = Math.max(...charts.flatMap(({ rows }) => rows.map(({ values }) => values.psi ?? 0)));
  const top = Math.max(leastTop, Math.ceil(highest * 10) / 10);
  const window = reference?.window;
  const inSight = window !== undefined && window.endAt > since && window.startAt < until;
  const shade = inSight ? { from: Math.max(since, window.startAt), to: Math.min(until, window.endAt) } : null;
  const rows = rowsHref(stream, axis.range);
  return (
    <div className="monitor-charts monitor-drift">
      {charts.map((data) => (
        <TimePanel axis={axis} data={data} height={height} key={data.id} max={top} rows={rows} shade={shade} />
      ))}
    </div>
  );
}
