import type { ReactNode } from 'react';
import { contract } from '../../preload/contract/contract.ts';
import type { LineState } from '../../preload/contract/inspections.ts';
import type { StationHealth } from '../../preload/contract/station.ts';
import { classNames } from '../components/class-names.ts';
import { fixed } from '../components/numbers.ts';
import type { StateShape } from '../components/state-glyph.tsx';
import { clockTime, useNow } from '../components/time.tsx';
import { Icon } from '../icons/icon.tsx';
import { useWords } from '../locales/words.tsx';
import { alertWord } from './alert-word.ts';
import { useMay } from './may.ts';
import { useQuery } from './query.ts';
import { seatHref } from './routes.ts';
import { useLinkState, useLive } from './station.tsx';
import { Tell } from './tell.tsx';

const healthShape: Record<StationHealth['state'], StateShape> = {
  starting: 'moving',
  ready: 'well',
  degraded: 'care',
  down: 'bad',
  stopped: 'off',
};
const lineShape: Record<LineState['state'], StateShape> = {
  stopped: 'off',
  starting: 'moving',
  running: 'well',
  stalled: 'care',
  failed: 'bad',
};

function StationTell(): ReactNode {
  const words = useWords();
  const link = useLinkState();
  const name = useLive((live) => live.info?.name) ?? words.product;
  const health = useLive((live) => live.health?.state) ?? 'starting';
  const about = { className: 'shrink-0', href: seatHref('system'), name: words.status.station };
  if (link.kind !== 'lost') {
    const state = link.kind === 'open' ? health : 'starting';
    return <Tell {...about} detail={words.status.states[state]} shape={healthShape[state]} word={name} />;
  }
  const seen = link.lastSeenAt === null ? '' : words.link.lastSeen(clockTime(link.lastSeenAt, words.tag));
  return <Tell {...about} detail={<span className="text-ink">{seen}</span>} shape="away" word={words.link.lost} />;
}

/** The name of the source as the station's list has it; a role that may not read the list sees the id. */
function useSourceName(): string {
  const id = useLive((live) => live.line?.sourceId) ?? '';
  const may = useMay(contract.sources.list);
  const list = useQuery(`names ${id} ${may}`, async (client, signal) =>
    may ? client.sources.list(undefined, { signal }) : [],
  );
  return list.data?.find((source) => source.id === id)?.name ?? id;
}

function SourceTell({ away }: { readonly away: boolean }): ReactNode {
  const words = useWords();
  const source = useSourceName();
  const line = useLive((live) => live.line);
  const about = {
    className: 'w-[20rem] shrink max-[899px]:flex-1',
    href: seatHref('inspect'),
    name: words.status.source,
  };
  if (away) return <Tell {...about} detail={words.notSetYet} shape="away" word={words.status.source} />;
  if (line === null) return <Tell {...about} shape="moving" word={words.status.noSource} />;
  const numbers = (
    <span className="tabular-nums">
      {source} {fixed(line.framesPerSecond, 1, words.tag)} {words.units.fps} ·{' '}
      <span className={classNames(line.stalls > 0 && 'font-semibold text-unsure-ink')}>
        {words.status.stalls(line.stalls)}
      </span>
    </span>
  );
  return (
    <Tell
      {...about}
      shape={lineShape[line.state]}
      word={words.status.lines[line.state]}
      {...(line.state === 'stopped' ? {} : { detail: numbers })}
    />
  );
}

function ModelTell({ away }: { readonly away: boolean }): ReactNode {
  const words = useWords();
  const model = useLive((live) => live.line?.model);
  const runsOn = useLive((live) => live.line?.runsOn);
  const about = { className: 'min-w-0 flex-1 max-[899px]:hidden', href: seatHref('models'), name: words.status.model };
  if (away) return <Tell {...about} detail={words.notSetYet} shape="away" word={words.status.model} />;
  if (model == null) return <Tell {...about} shape="off" word={words.status.noModel} />;
  const detail = (
    <>
      {model.version}
      <span className="max-[1150px]:hidden"> · {runsOn}</span>
    </>
  );
  return <Tell {...about} detail={detail} shape="well" word={model.name} />;
}

/** Only where the role may see alerts. */
function DriftTell({ away }: { readonly away: boolean }): ReactNode {
  const words = useWords();
  const alerts = useLive((live) => live.alerts);
  // What is away tells nothing of alerts, and the line is narrow then.
  if (alerts === null || away) return null;
  const { shape, word, detail } = alertWord(alerts, words.monitor.status);
  const about = {
    className: 'shrink-0 tabular-nums max-[1150px]:hidden',
    href: seatHref('monitor'),
    name: words.monitor.status.name,
  };
  return (
    <Tell
      {...about}
      shape={shape}
      word={word}
      {...(detail === undefined ? {} : { detail: <span className="max-[1400px]:sr-only">{detail}</span> })}
    />
  );
}

const labelsEveryMs = 10_000;

/** How many items wait for a person, and whether more are kept; only where the role may see them. */
function LabelTell({ away }: { readonly away: boolean }): ReactNode {
  const words = useWords();
  const may = useMay(contract.labels.counts);
  const now = Math.floor(useNow() / labelsEveryMs);
  const asked = useQuery(`labels ${may} ${now}`, async (client, signal) =>
    may
      ? Promise.all([client.labels.counts({}, { signal }), client.sampling.get(undefined, { signal })])
      : Promise.resolve(null),
  );
  if (!may || away || asked.data === null) return null;
  const [{ waiting }, { settings, note }] = asked.data;
  const state = !settings.on ? words.status.samplingOff : note !== '' ? words.status.samplingHeld : '';
  const count = words.status.waiting(waiting);
  return (
    <Tell
      className="shrink-0 tabular-nums max-[1400px]:hidden"
      detail={state === '' ? count : `${count} · ${state}`}
      href={seatHref('label')}
      name={words.status.labels}
      shape={!settings.on ? 'off' : note !== '' ? 'care' : 'well'}
      word={words.status.labels}
    />
  );
}

function OutboxTell({ away }: { readonly away: boolean }): ReactNode {
  const words = useWords();
  const waiting = useLive((live) => live.info?.rows.outbox);
  const maySync = useMay(contract.sync.status);
  const isKnown = waiting !== undefined && !away;
  return (
    <Tell
      className="shrink-0 tabular-nums max-[1150px]:hidden"
      detail={isKnown ? words.status.waiting(waiting) : words.notSetYet}
      href={seatHref(maySync ? 'sync' : 'system')}
      name={words.status.outbox}
      shape={away ? 'away' : (waiting ?? 0) > 0 ? 'moving' : 'well'}
      word={words.status.outbox}
    />
  );
}

function Clock(): ReactNode {
  const words = useWords();
  const now = useNow();
  return (
    <time className="flex h-full items-center px-4 font-medium tabular-nums" dateTime={new Date(now).toISOString()}>
      {clockTime(now, words.tag)}
    </time>
  );
}

/** What anyone asks first, on every page; each answer is a word with an outline and leads to its page. */
export function StatusLine({ onFind }: { readonly onFind: () => void }): ReactNode {
  const words = useWords();
  const link = useLinkState();
  const away = link.kind !== 'open';
  const isLost = link.kind === 'lost';
  return (
    <header
      className={classNames(
        'flex h-14 shrink-0 items-stretch border-b-hair text-sm',
        isLost ? 'bg-fail-wash' : 'bg-surface',
      )}
    >
      <StationTell />
      <SourceTell away={away} />
      <ModelTell away={away} />
      <DriftTell away={away} />
      <LabelTell away={away} />
      <OutboxTell away={away} />
      <button
        className="focus-inset flex h-full shrink-0 items-center gap-2.5 border-r-hair px-4 text-ink-2 hover:bg-sunken hover:text-ink"
        onClick={onFind}
        title={words.palette.title}
        type="button"
      >
        <Icon name="search" size={20} />
        <span className="max-[1400px]:sr-only">{words.status.find}</span>
        <kbd className="rounded-sm border-hair border-edge px-1.5 font-sans text-xs leading-5 max-[1150px]:hidden">
          Ctrl K
        </kbd>
      </button>
      <Clock />
      <span aria-live="assertive" className="sr-only">
        {isLost ? words.link.lost : ''}
      </span>
    </header>
  );
}
