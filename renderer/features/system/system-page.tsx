import type { ReactNode } from 'react';
import type { PartHealth, StationHealth, StationInfo } from '../../../preload/contract/station.ts';
import { seatHref } from '../../app/routes.ts';
import { useLinkState, useLive } from '../../app/station.tsx';
import { Badge } from '../../components/badge.tsx';
import { Figure } from '../../components/figure.tsx';
import { Notice } from '../../components/notice.tsx';
import { bytes, duration, whole } from '../../components/numbers.ts';
import { Page, Panel } from '../../components/page.tsx';
import type { StateShape } from '../../components/state-glyph.tsx';
import { Table } from '../../components/table.tsx';
import { Ago, useNow } from '../../components/time.tsx';
import { useWords } from '../../locales/words.tsx';

const shapes: Record<PartHealth['state'], StateShape> = {
  starting: 'moving',
  ready: 'well',
  degraded: 'care',
  down: 'bad',
  stopped: 'off',
};
const order: readonly PartHealth['state'][] = ['down', 'degraded', 'starting', 'ready', 'stopped'];

function Parts({ health }: { readonly health: StationHealth }): ReactNode {
  const words = useWords();
  const { system, status } = words;
  // What is abnormal stands first.
  const parts = health.parts.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return (
    <Table
      caption={system.parts}
      columns={[
        {
          key: 'part',
          head: system.columns.part,
          cell: ({ part }) => (
            <span className="inline-block font-medium first-letter:uppercase">{system.names[part] ?? part}</span>
          ),
        },
        {
          key: 'state',
          head: system.columns.state,
          cell: ({ state }) => <Badge shape={shapes[state]}>{status.states[state]}</Badge>,
        },
        {
          key: 'note',
          head: system.columns.note,
          wide: true,
          cell: ({ note }) => <span className="text-ink-2">{note || system.allWell}</span>,
        },
        {
          key: 'restarts',
          head: system.columns.restarts,
          right: true,
          cell: ({ restarts }) => whole(restarts, words.tag),
        },
        { key: 'since', head: system.columns.since, right: true, cell: ({ since }) => <Ago at={since} /> },
      ]}
      keyOf={({ part }) => part}
      rows={parts}
    />
  );
}

function Storage({ info }: { readonly info: StationInfo }): ReactNode {
  const words = useWords();
  const { system } = words;
  const now = useNow();
  return (
    <dl className="grid grid-cols-2 gap-5 md:grid-cols-3">
      <Figure label={system.up} value={duration(now - info.startedAt)} />
      <Figure label={system.free} value={bytes(info.disk.freeBytes, words.tag)} />
      <Figure label={system.used} value={bytes(info.disk.usedBytes, words.tag)} />
      <Figure href={seatHref('history')} label={system.predictions} value={whole(info.rows.predictions, words.tag)} />
      <Figure
        href={seatHref('history', { tab: 'parts' })}
        label={system.inspections}
        value={whole(info.rows.inspections, words.tag)}
      />
      <Figure label={system.outbox} value={whole(info.rows.outbox, words.tag)} />
    </dl>
  );
}

export function SystemPage(): ReactNode {
  const words = useWords();
  const { system, status, link } = words;
  const away = useLinkState().kind !== 'open';
  const health = useLive((live) => live.health);
  const info = useLive((live) => live.info);
  const abnormal = health?.parts.filter(({ state }) => state === 'down' || state === 'degraded').length ?? 0;
  const state = away ? 'away' : abnormal > 0 ? 'care' : 'well';
  const word = away ? status.states.lost : abnormal > 0 ? system.abnormal(abnormal) : system.allReady;
  return (
    <Page
      act={
        <Badge shape={health === null && !away ? 'moving' : state}>
          {health === null && !away ? words.loading : word}
        </Badge>
      }
      lead={system.lead}
      title={system.title}
    >
      <div className="space-y-4">
        {away && <Notice remedy={link.retrying} title={link.lost} />}
        <Panel title={system.parts}>
          {health === null ? <div className="skeleton h-40" /> : <Parts health={health} />}
        </Panel>
        <Panel title={system.storage}>
          {info === null ? <div className="skeleton h-28" /> : <Storage info={info} />}
        </Panel>
      </div>
    </Page>
  );
}
