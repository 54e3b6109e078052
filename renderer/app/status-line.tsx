import type { ReactNode } from 'react';
import type { LineState } from '../../preload/contract/inspections.ts';
import type { StationHealth } from '../../preload/contract/station.ts';
import { classNames } from '../components/class-names.ts';
import { fixed } from '../components/numbers.ts';
import { StateGlyph, type StateShape } from '../components/state-glyph.tsx';
import { clockTime, useNow } from '../components/time.tsx';
import { Icon } from '../icons/icon.tsx';
import { useWords } from '../locales/words.tsx';
import { seatHref } from './routes.ts';
import { useLinkState, useLive } from './station.tsx';

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

interface TellProps {
  readonly href: string;
  readonly shape?: StateShape;
  readonly word: ReactNode;
  readonly detail?: ReactNode;
  readonly name: string;
  readonly className?: string;
}

function Tell({ href, shape, word, detail, name, className }: TellProps): ReactNode {
  return (
    <a
      className={classNames(
        'focus-inset flex h-full min-w-0 items-center gap-2.5 border-r-hair px-4 whitespace-nowrap hover:bg-sunken',
        className,
      )}
      href={href}
      title={name}
    >
      <span className="sr-only">{name}: </span>
      {shape !== undefined && <StateGlyph shape={shape} />}
      <span className="truncate font-medium">{word}</span>
      {detail !== undefined && <span className="truncate text-ink-2">{detail}</span>}
    </a>
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

export function StatusLine({ onFind }: { readonly onFind: () => void }): ReactNode {
  const words = useWords();
  const link = useLinkState();
  const info = useLive((live) => live.info);
  const health = useLive((live) => live.health);
  const line = useLive((live) => live.line);
  const alerts = useLive((live) => live.alerts);
  const drifts = alerts?.rows.some(({ kind }) => kind === 'drift' || kind === 'level-moved') ?? false;
  const away = link.kind !== 'open';
  const state = away ? (link.kind === 'connecting' ? 'starting' : 'lost') : (health?.state ?? 'starting');
  const lost = link.kind === 'lost';
  return (
    <header
      className={classNames(
        'flex h-14 shrink-0 items-stretch border-b-hair bg-surface text-sm',
        lost && 'bg-fail-wash',
      )}
    >
      <Tell
        className="shrink-0"
        detail={
          lost ? (
            <span className="text-ink">
              {link.lastSeenAt !== null && words.link.lastSeen(clockTime(link.lastSeenAt, words.tag))}
            </span>
          ) : (
            words.status.states[state]
          )
        }
        href={seatHref('system')}
        name={words.status.station}
        shape={state === 'lost' ? 'away' : healthShape[state]}
        word={lost ? words.link.lost : (info?.name ?? words.product)}
      />
      <Tell
        className="w-[19rem] shrink"
        detail={
          line !== null &&
          line.state !== 'stopped' && (
            <span className="tabular-nums">
              {line.sourceId} {fixed(line.framesPerSecond, 1, words.tag)} {words.units.fps} ·{' '}
              <span className={classNames(line.stalls > 0 && 'font-semibold text-unsure-ink')}>
                {words.status.stalls(line.stalls)}
              </span>
            </span>
          )
        }
        href={seatHref('inspect')}
        name={words.status.source}
        shape={away || line === null ? 'away' : lineShape[line.state]}
        word={line === null ? words.status.noSource : words.status.lines[line.state]}
      />
      <Tell
        className="min-w-0 flex-1"
        detail={line?.model != null && `${line.model.version} · ${line.runsOn}`}
        href={seatHref('models')}
        name={words.status.model}
        shape={away ? 'away' : line?.model == null ? 'off' : 'well'}
        word={line?.model?.name ?? words.status.noModel}
      />
      {alerts !== null && (
        <Tell
          className="shrink-0 tabular-nums"
          {...(alerts.rows.length > 0
            ? { detail: <span className="max-[1400px]:sr-only">{words.monitor.status.open(alerts.rows.length)}</span> }
            : {})}
          href={seatHref('monitor')}
          name={words.monitor.status.name}
          shape={away ? 'away' : alerts.rows.length > 0 ? 'care' : 'well'}
          word={drifts ? words.monitor.status.drift : words.monitor.status.steady}
        />
      )}
      <Tell
        className="shrink-0 tabular-nums max-[1150px]:hidden"
        detail={info === null ? words.notSetYet : words.status.waiting(info.rows.outbox)}
        href={seatHref('system')}
        name={words.status.outbox}
        shape={away ? 'away' : (info?.rows.outbox ?? 0) > 0 ? 'moving' : 'well'}
        word={words.status.outbox}
      />
      <button
        className="focus-inset flex h-full shrink-0 items-center gap-2.5 border-r-hair px-4 text-ink-2 hover:bg-sunken hover:text-ink"
        onClick={onFind}
        type="button"
      >
        <Icon name="search" size={20} />
        <span className="max-[1150px]:sr-only">{words.status.find}</span>
        <kbd className="rounded-sm border-hair border-edge px-1.5 font-sans text-xs leading-5 max-[1150px]:hidden">
          Ctrl K
        </kbd>
      </button>
      <Clock />
      <span className="sr-only" aria-live="assertive">
        {lost ? words.link.lost : ''}
      </span>
    </header>
  );
}
