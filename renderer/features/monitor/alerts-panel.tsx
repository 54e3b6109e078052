import { type ReactNode, useMemo } from 'react';
import type { Alert, StandingAlerts } from '../../../preload/contract/alerts.ts';
import { contract } from '../../../preload/contract/contract.ts';
import { useMay } from '../../app/may.ts';
import { useAction, useQuery } from '../../app/query.ts';
import { useStation } from '../../app/station.tsx';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { Panel } from '../../components/page.tsx';
import { StateGlyph, type StateShape } from '../../components/state-glyph.tsx';
import { Ago } from '../../components/time.tsx';
import { useWords } from '../../locales/words.tsx';

const shapes: Record<Alert['severity'], StateShape> = { notice: 'moving', warning: 'care', critical: 'bad' };
const order: readonly Alert['severity'][] = ['critical', 'warning', 'notice'];

/** Unseen before acknowledged, grave before slight, new before old. */
export const byUrgency = (alerts: readonly Alert[]): readonly Alert[] =>
  alerts.toSorted(
    (a, b) =>
      Number(a.state !== 'open') - Number(b.state !== 'open') ||
      order.indexOf(a.severity) - order.indexOf(b.severity) ||
      b.openedAt - a.openedAt,
  );

interface RowProps {
  readonly alert: Alert;
  readonly act?: ReactNode;
}

function AlertRow({ alert, act }: RowProps): ReactNode {
  const { alerts } = useWords().monitor;
  const shape = alert.state === 'open' ? shapes[alert.severity] : alert.state === 'closed' ? 'off' : 'moving';
  const by = alert.acknowledgedBy;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <StateGlyph shape={shape} size={20} />
      <div className="min-w-64 flex-1">
        <p className="font-semibold">{alerts.kinds[alert.kind]}</p>
        <p className="break-words text-ink-2">{alert.note}</p>
        <p className="mt-0.5 text-sm text-ink-3 tabular-nums">
          <Ago at={alert.openedAt} />
          {alert.times > 1 && ` · ${alerts.times(alert.times)}`}
          {by !== null && ` · ${alerts.states.acknowledged} ${alerts.acknowledgedBy(alerts.roles[by] ?? by)}`}
        </p>
      </div>
      <Badge shape={shape}>{alerts.states[alert.state]}</Badge>
      {act}
    </li>
  );
}

function Closed({ standing }: { readonly standing: StandingAlerts }): ReactNode {
  const { alerts } = useWords().monitor;
  // What closes leaves the standing ones, and only then is there something new to ask for.
  const key = standing.rows.map(({ id }) => id).join(' ');
  const past = useQuery(`closed alerts ${key}`, (client, signal) => client.alerts.list({ limit: 30 }, { signal }));
  const rows = (past.data?.rows ?? []).filter(({ state }) => state === 'closed').slice(0, 10);
  if (rows.length === 0) return null;
  return (
    <details className="mt-2 border-t-hair">
      <summary className="min-h-12 cursor-pointer py-3 text-ink-2 hover:text-ink">
        {alerts.past} ({rows.length})
      </summary>
      <ul className="divide-y divide-line">
        {rows.map((alert) => (
          <AlertRow alert={alert} key={alert.id} />
        ))}
      </ul>
    </details>
  );
}

interface AlertsPanelProps {
  readonly standing: StandingAlerts | null;
  /** The station cannot be reached: what stands now is not known. */
  readonly away: boolean;
}

export function AlertsPanel({ standing, away }: AlertsPanelProps): ReactNode {
  const { monitor } = useWords();
  const { alerts } = monitor;
  const { toasts } = useStation();
  const may = useMay(contract.alerts.acknowledge);
  const acknowledge = useAction((client, id: number) => client.alerts.acknowledge({ id }));
  const rows = useMemo(() => byUrgency(standing?.rows ?? []), [standing]);
  const run = async (id: number): Promise<void> => {
    if ((await acknowledge.run(id)) !== null) toasts.say({ tone: 'plain', title: alerts.acknowledged, text: '' });
  };
  if (standing === null) return <div aria-busy="true" className="skeleton h-28" />;
  return (
    <Panel aside={standing.open > 0 && <Badge shape="care">{alerts.open(standing.open)}</Badge>} title={alerts.title}>
      {acknowledge.trouble !== null && <TroubleNotice trouble={acknowledge.trouble} />}
      {rows.length === 0 && (
        <div className="flex items-start gap-3">
          <span className="pt-1">
            <StateGlyph shape={away ? 'away' : 'well'} />
          </span>
          <div>
            <p className="font-medium">{away ? alerts.unknown : alerts.none}</p>
            <p className="text-sm text-ink-3">{alerts.noneText}</p>
          </div>
        </div>
      )}
      <ul className="divide-y divide-line">
        {rows.map((alert) => (
          <AlertRow
            act={
              may &&
              alert.state === 'open' && (
                <Button disabled={acknowledge.busy || away} icon="check" onClick={() => void run(alert.id)}>
                  {alerts.acknowledge}
                </Button>
              )
            }
            alert={alert}
            key={alert.id}
          />
        ))}
      </ul>
      <Closed standing={standing} />
    </Panel>
  );
}
