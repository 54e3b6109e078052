import type { ReactNode } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { RetrainingCondition } from '../../../preload/contract/drift.ts';
import type { RetrainingStatus, WhichStream } from '../../../preload/contract/monitor.ts';
import { useMay } from '../../app/may.ts';
import { useAction } from '../../app/query.ts';
import { useStation } from '../../app/station.tsx';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { fixed, whole } from '../../components/numbers.ts';
import { Panel } from '../../components/page.tsx';
import { Ago } from '../../components/time.tsx';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';
import { filled, stillWanted } from './condition.ts';
import { probability } from './drift-table.tsx';

function figureOf(name: RetrainingCondition['name'], value: number, tag: string): string {
  if (name === 'reviewed-labels') return whole(value, tag);
  if (name === 'significant-drift') return `p ${probability(value, tag)}`;
  return `${fixed(value * 100, 0, tag)} %`;
}

function Condition({ condition }: { readonly condition: RetrainingCondition }): ReactNode {
  const { monitor, tag } = useWords();
  const { retraining } = monitor;
  const { name, current, wanted, comparison, met } = condition;
  const share = filled(condition);
  const missing =
    current === null
      ? retraining.unknown
      : name === 'reviewed-labels'
        ? retraining.missing['reviewed-labels'](whole(stillWanted(condition), tag))
        : retraining.missing[name];
  return (
    <li className="flex gap-3 py-3">
      <span
        className={`mt-0.5 grid size-6 shrink-0 place-items-center rounded-sm border-hair ${met ? 'border-action bg-action text-on-action' : 'border-edge'}`}
      >
        {met && <Icon name="check" size={16} />}
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-medium">{retraining.names[name]}</span>
          <span className="text-sm text-ink-2 tabular-nums">
            <span className="font-semibold text-ink">{current === null ? '–' : figureOf(name, current, tag)}</span>
            {` · ${retraining.comparisons[comparison]} ${figureOf(name, wanted, tag)}`}
          </span>
        </p>
        <div
          aria-label={retraining.names[name]}
          aria-valuemax={100}
          aria-valuemin={0}
          aria-valuenow={Math.round(share * 100)}
          className="mt-2 h-2 overflow-hidden rounded-full bg-sunken"
          role="progressbar"
        >
          <div className="h-full rounded-full bg-ink-2" style={{ width: `${share * 100}%` }} />
        </div>
        <p className="mt-1 text-sm text-ink-3">{met ? retraining.met : missing}</p>
      </div>
    </li>
  );
}

interface RetrainingPanelProps {
  readonly status: RetrainingStatus;
  readonly which: WhichStream;
  readonly onAsked: () => void;
}

export function RetrainingPanel({ status, which, onAsked }: RetrainingPanelProps): ReactNode {
  const { retraining } = useWords().monitor;
  const { toasts } = useStation();
  const may = useMay(contract.monitor.retrain);
  const ask = useAction((client, _: null) => client.monitor.retrain(which));
  const run = async (): Promise<void> => {
    const answer = await ask.run(null);
    if (answer === null) return;
    toasts.say({ tone: 'plain', title: retraining.asked, text: answer.missing.join(' ') });
    onAsked();
  };
  return (
    <Panel
      aside={
        <Badge shape={status.recommended ? 'care' : 'off'}>
          {status.recommended ? retraining.recommended : retraining.notYet}
        </Badge>
      }
      title={retraining.title}
    >
      <p className="text-sm text-ink-2">{retraining.rule}</p>
      {status.event !== null && (
        <p className="text-sm text-ink-2">
          {retraining.since} <Ago at={status.event.createdAt} />
        </p>
      )}
      <ul className="divide-y divide-line">
        {status.conditions.map((condition) => (
          <Condition condition={condition} key={condition.name} />
        ))}
      </ul>
      {ask.trouble !== null && <TroubleNotice trouble={ask.trouble} />}
      {may && status.stream !== null && (
        <Button className="mt-2" disabled={ask.busy} icon="again" onClick={() => void run()}>
          {retraining.ask}
        </Button>
      )}
    </Panel>
  );
}
