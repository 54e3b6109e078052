import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { DriftReference, Stream, StreamStatus, WhichStream } from '../../../preload/contract/monitor.ts';
import { type Command, useCommands } from '../../app/commands.tsx';
import { useMay } from '../../app/may.ts';
import type { Query } from '../../app/query.ts';
import { seatHref } from '../../app/routes.ts';
import { useLinkState, useLive } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { whole } from '../../components/numbers.ts';
import { Pick } from '../../components/pick.tsx';
import { reachable } from '../../components/reachable.ts';
import { useWords } from '../../locales/words.tsx';
import { AlertsPanel } from './alerts-panel.tsx';
import { DriftCharts } from './drift-charts.tsx';
import { DriftTable } from './drift-table.tsx';
import { HealthPanel } from './health-panel.tsx';
import { LineCharts } from './line-charts.tsx';
import { momentText, type Range, rangeOf, ranges } from './range.ts';
import { ReferenceSheet } from './reference-sheet.tsx';
import { RetrainingPanel } from './retraining-panel.tsx';
import { useMonitor } from './use-monitor.ts';

interface ShownProps<T> {
  readonly query: Query<T>;
  readonly height: string;
  readonly children: (data: T) => ReactNode;
}

/** One part of the seat may fail or wait while the others stand. */
function Shown<T>({ query, height, children }: ShownProps<T>): ReactNode {
  const words = useWords();
  const { data, trouble, reload } = query;
  if (trouble !== null && trouble.code !== 'offline') {
    return <TroubleNotice act={<Button onClick={reload}>{words.again}</Button>} trouble={trouble} />;
  }
  return data === null ? <div aria-busy="true" className={`skeleton ${height}`} /> : children(data);
}

const goTo = (range: Range): void => {
  history.replaceState(null, '', seatHref('monitor', { range }));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
};

function Ranges({ range }: { readonly range: Range }): ReactNode {
  const { monitor } = useWords();
  return (
    <fieldset className="flex rounded-md border-hair border-edge bg-surface p-1">
      <legend className="sr-only">{monitor.range}</legend>
      {ranges.map((each) => (
        <button
          aria-pressed={each === range}
          className="min-h-12 rounded-sm px-5 font-medium text-ink-2 hover:text-ink aria-pressed:bg-action aria-pressed:text-on-action"
          key={each}
          onClick={() => goTo(each)}
          type="button"
        >
          {monitor.ranges[each]}
        </button>
      ))}
    </fieldset>
  );
}

const keyOf = ({ sourceId, model }: Stream): string => `${sourceId} ${model.name} ${model.version}`;

interface StreamsProps {
  readonly streams: readonly StreamStatus[];
  readonly chosen: string;
  readonly onPick: (key: string) => void;
}

function Streams({ streams, chosen, onPick }: StreamsProps): ReactNode {
  const { monitor } = useWords();
  const newest = streams[0];
  if (newest === undefined || streams.length < 2) return null;
  return (
    <Pick
      className="w-72"
      label={monitor.stream}
      onPick={onPick}
      options={streams.map((each) => ({
        value: keyOf(each),
        label: each.sourceId,
        note: `${each.model.name} ${each.model.version}`,
      }))}
      placeholder={monitor.stream}
      value={chosen === '' ? keyOf(newest) : chosen}
    />
  );
}

function useRangeCommands(): void {
  const { monitor } = useWords();
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        ranges.map((range) => ({
          id: `range-${range}`,
          words: `${monitor.range}: ${monitor.ranges[range]}`,
          group: 'do',
          icon: 'clock',
          keyName: range.charAt(0),
          run: () => goTo(range),
        })),
      [monitor],
    ),
  );
}

function Told({ reference }: { readonly reference: DriftReference | null }): ReactNode {
  const { monitor, tag } = useWords();
  const words = monitor.reference;
  if (reference === null) return monitor.drift.noReference;
  const { startAt, endAt, predictions } = reference.window;
  // What a model was made for has no time, only a number.
  if (endAt === 0) return words.toldCount(words.origins[reference.origin], whole(predictions, tag));
  return words.told(words.origins[reference.origin], momentText(startAt, tag), momentText(endAt, tag));
}

export function MonitorPage({ query }: { readonly query: URLSearchParams }): ReactNode {
  const words = useWords();
  const { monitor, link } = words;
  const range = rangeOf(query.get('range'));
  const away = useLinkState().kind !== 'open';
  const alerts = useLive((live) => live.alerts);
  const health = useLive((live) => live.health);
  const [chosen, setChosen] = useState('');
  const which = useMemo<WhichStream>(() => {
    const [sourceId, model, version] = chosen.split(' ');
    return chosen === '' || sourceId === undefined || model === undefined || version === undefined
      ? {}
      : { sourceId, model, version };
  }, [chosen]);
  const { streams, metrics, drift, history, reference, conditions } = useMonitor(range, which);
  const mayChoose = useMay(contract.monitor.setReference);
  const [choosing, setChoosing] = useState(false);
  const close = useCallback(() => setChoosing(false), []);
  useRangeCommands();
  const asked = metrics.data;
  const stream = history.data?.stream ?? null;
  // A sound has no picture that could drift, and no drift that asks for retraining.
  const isHeard = asked?.answer.medium === 'sound';
  return (
    <div {...reachable} className="focus-inset relative h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto max-w-[120rem] space-y-4 p-5">
        <header className="flex flex-wrap items-end justify-between gap-4">
          <div>
            <h1 className="text-2xl font-semibold">{monitor.title}</h1>
            <p className="mt-1 text-ink-2">{monitor.lead}</p>
          </div>
          <div className="flex flex-wrap items-center gap-3">
            <Streams
              chosen={chosen === '' && stream !== null ? keyOf(stream) : chosen}
              onPick={setChosen}
              streams={streams.data ?? []}
            />
            <Ranges range={range} />
          </div>
        </header>
        {away && <Notice remedy={link.retrying} title={link.lost} />}
        <AlertsPanel away={away} standing={alerts} />
        <h2 className="pt-2 text-lg font-semibold">{isHeard ? monitor.charts.titleOfSound : monitor.charts.title}</h2>
        <Shown height="h-[34rem]" query={metrics}>
          {({ answer, range: shown }) =>
            answer.predictions === 0 ? (
              <Empty icon="monitor" text={monitor.charts.emptyText} title={monitor.charts.empty} />
            ) : (
              <LineCharts metrics={answer} range={shown} stream={stream} />
            )
          }
        </Shown>
        {!isHeard && (
          <>
            <div className="flex flex-wrap items-end justify-between gap-3 pt-2">
              <div>
                <h2 className="text-lg font-semibold">{monitor.drift.title}</h2>
                <p className="text-sm text-ink-2">{monitor.drift.lead}</p>
                <p className="mt-1 flex items-center gap-2 text-sm text-ink-2 tabular-nums">
                  <span className="h-3.5 w-5 bg-ink-3/22" />
                  <Told reference={reference.data} />
                </p>
              </div>
              {mayChoose && (
                <Button icon="clock" onClick={() => setChoosing(true)}>
                  {monitor.reference.choose}
                </Button>
              )}
            </div>
            <Shown height="h-96" query={history}>
              {({ rows }) =>
                asked === null ? null : (
                  <DriftCharts
                    axis={{ range: asked.range, since: asked.answer.since, until: asked.answer.until }}
                    reference={reference.data}
                    stream={stream}
                    windows={rows}
                  />
                )
              }
            </Shown>
            <Shown height="h-96" query={drift}>
              {(status) => <DriftTable status={status} />}
            </Shown>
          </>
        )}
        <div className="grid items-start gap-4 lg:grid-cols-2">
          {!isHeard && (
            <Shown height="h-72" query={conditions}>
              {(status) => <RetrainingPanel onAsked={conditions.reload} status={status} which={which} />}
            </Shown>
          )}
          <HealthPanel health={health} />
        </div>
      </div>
      <ReferenceSheet
        onChosen={() => {
          reference.reload();
          drift.reload();
          history.reload();
        }}
        onClose={close}
        open={choosing}
        which={which}
        windows={history.data?.rows ?? []}
      />
    </div>
  );
}
