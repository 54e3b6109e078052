import type { ReactNode } from 'react';
import type { FeatureDrift } from '../../../preload/contract/drift.ts';
import type { DriftStatus } from '../../../preload/contract/monitor.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { dash, fixed, whole } from '../../components/numbers.ts';
import { Panel } from '../../components/page.tsx';
import { saveFile } from '../../components/save-file.ts';
import type { StateShape } from '../../components/state-glyph.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { useWords } from '../../locales/words.tsx';
import { csvOf } from './csv.ts';
import { momentText } from './range.ts';
import { rowsHref } from './rows-href.ts';

const shapes: Record<FeatureDrift['state'], StateShape> = { drifted: 'care', steady: 'well', 'not-enough': 'off' };
const order: readonly FeatureDrift['state'][] = ['drifted', 'steady', 'not-enough'];

/** Small probabilities by their power, as nobody counts noughts. */
export function probability(value: number | null, tag: string): string {
  if (value === null) return dash;
  return value < 0.0001 ? '< 0.0001' : fixed(value, 4, tag);
}

/** What drifted stands first, the farthest before the rest. */
export const byDrift = (features: readonly FeatureDrift[]): readonly FeatureDrift[] =>
  features.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (b.psi ?? 0) - (a.psi ?? 0));

const heads = ['feature', 'state', 'test', 'statistic', 'p', 'adjusted p', 'psi', 'wasserstein', 'reference', 'window'];
const csvRows = (features: readonly FeatureDrift[]): string =>
  csvOf(
    heads,
    features.map((each) => [
      each.feature,
      each.state,
      each.test,
      each.statistic,
      each.pValue,
      each.adjustedP,
      each.psi,
      each.wasserstein,
      each.nReference,
      each.nCurrent,
    ]),
  );

export function DriftTable({ status }: { readonly status: DriftStatus }): ReactNode {
  const { monitor, tag } = useWords();
  const { drift, charts } = monitor;
  const { columns } = drift;
  const features = byDrift(status.features);
  const figure = (value: number | null): string => (value === null ? dash : fixed(value, 3, tag));
  const drifted = features.filter((each) => each.drifted).length;
  const of: readonly Column<FeatureDrift>[] = [
    {
      key: 'feature',
      head: columns.feature,
      cell: ({ feature }) => <span className="font-medium">{drift.features[feature]}</span>,
    },
    {
      key: 'state',
      head: columns.state,
      cell: ({ state }) => <Badge shape={shapes[state]}>{drift.states[state]}</Badge>,
    },
    { key: 'test', head: columns.test, cell: ({ test }) => <span className="text-ink-2">{drift.tests[test]}</span> },
    { key: 'statistic', head: columns.statistic, right: true, cell: ({ statistic }) => figure(statistic) },
    { key: 'p', head: columns.adjustedP, right: true, cell: ({ adjustedP }) => probability(adjustedP, tag) },
    { key: 'psi', head: columns.psi, right: true, cell: ({ psi }) => figure(psi) },
    { key: 'wasserstein', head: columns.wasserstein, right: true, cell: ({ wasserstein }) => figure(wasserstein) },
    { key: 'samples', head: columns.samples, right: true, cell: ({ nCurrent }) => whole(nCurrent, tag) },
  ];
  if (status.state !== 'compared') {
    return (
      <Panel title={drift.report}>
        <Empty
          icon="clock"
          text={drift.uncompared[status.state].text(momentText(status.window.endAt, tag))}
          title={drift.uncompared[status.state].title}
        />
      </Panel>
    );
  }
  const { startAt, endAt } = status.window;
  return (
    <Panel
      aside={
        <Button
          aria-label={charts.saveCsv(drift.report)}
          icon="fetch"
          look="quiet"
          onClick={() => saveFile('caracal-drift.csv', new Blob([csvRows(features)], { type: 'text/csv' }))}
        >
          {charts.csv}
        </Button>
      }
      title={drift.report}
    >
      <div className="mb-3 flex flex-wrap items-center gap-3 text-sm text-ink-2">
        <Badge shape={drifted > 0 ? 'care' : status.tested === 0 ? 'off' : 'well'}>
          {status.tested === 0 ? drift.noFigures : drifted > 0 ? drift.share(drifted, status.tested) : drift.steady}
        </Badge>
        <span className="tabular-nums">
          {drift.windowOf(momentText(startAt, tag), momentText(endAt, tag))}
          {!status.complete && ` · ${drift.filling}`}
          {status.comparedWith !== null &&
            ` · ${monitor.reference.against(monitor.reference.origins[status.comparedWith])}`}
        </span>
        <TextLink href={rowsHref(status.stream, 'day')}>{charts.rows}</TextLink>
      </div>
      <Table caption={drift.report} columns={of} keyOf={({ feature }) => feature} rows={features} />
    </Panel>
  );
}
