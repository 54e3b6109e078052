import { type ReactNode, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { LineState } from '../../../preload/contract/inspections.ts';
import type { Verdict } from '../../../preload/contract/values.ts';
import { useMay } from '../../app/may.ts';
import { useAction } from '../../app/query.ts';
import { seatHref } from '../../app/routes.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { fixed, whole } from '../../components/numbers.ts';
import { StateGlyph, type StateShape } from '../../components/state-glyph.tsx';
import { VerdictGlyph } from '../../components/verdict.tsx';
import { useWords } from '../../locales/words.tsx';
import { LiveView } from './live-view.tsx';
import { startAgain } from './start-again.ts';
import { useScreenChoices } from './use-attention.ts';

const shapes: Record<LineState['state'], StateShape> = {
  stopped: 'off',
  starting: 'moving',
  running: 'well',
  stalled: 'care',
  failed: 'bad',
};

const rims: Record<Verdict, string> = {
  pass: 'border-edge',
  fail: 'border-fail',
  unsure: 'border-unsure',
};
const plates: Record<Verdict, string> = {
  pass: 'bg-surface text-ink-2 [--glyph-cut:var(--surface)]',
  fail: 'bg-fail text-on-fail [--glyph-cut:var(--fail)]',
  unsure: 'bg-unsure text-on-unsure [--glyph-cut:var(--unsure)]',
};

/** By outline, word and rim; what is old or stands still has none. */
function Verdicts({ line, verdict }: { readonly line: LineState; readonly verdict: Verdict | null }): ReactNode {
  const words = useWords();
  if (!line.judges) {
    const found = Object.values(line.finds.now).reduce((sum, n) => sum + n, 0);
    return <span className="text-xl font-semibold tabular-nums">{words.inspect.wall.finds(found)}</span>;
  }
  if (verdict === null) {
    const isWaiting = line.state === 'running' || line.state === 'starting';
    return <span className="text-ink-3">{isWaiting ? words.inspect.wall.noVerdict : ''}</span>;
  }
  return (
    <span className="flex items-center gap-3">
      <VerdictGlyph size={36} verdict={verdict} />
      <span className="text-2xl font-extrabold uppercase">{words.verdict[verdict]}</span>
    </span>
  );
}

/** Over the picture, in as few words as fit a small tile; the note is said whole where the tile is opened. */
function TileState({ line, away }: { readonly line: LineState; readonly away: boolean }): ReactNode {
  const words = useWords();
  const { states } = words.inspect.wall;
  if (!away && line.state === 'running' && line.note === '') return null;
  const isBad = away || line.state === 'failed';
  const isLoud = isBad || line.state === 'stalled' || line.state === 'running';
  const said = away ? words.link.lost : line.state === 'running' ? words.inspect.troubleTitle : states[line.state];
  const ground = isBad
    ? 'bg-fail-wash border-fail-ink'
    : isLoud
      ? 'bg-unsure-wash border-unsure-ink'
      : 'bg-raised border-line';
  return (
    <span className={classNames('absolute inset-x-0 bottom-0 border-t-hair px-4 py-2 text-left', ground)}>
      <span className="flex items-center gap-2.5 text-lg font-semibold">
        <StateGlyph shape={away ? 'away' : line.state === 'running' ? 'care' : shapes[line.state]} size={18} />
        {said}
      </span>
      {line.note !== '' && !away && <span className="line-clamp-2 text-sm text-ink-2">{line.note}</span>}
    </span>
  );
}

export interface WallTileProps {
  readonly line: LineState;
  readonly sourceId: string;
  readonly name: string;
  readonly labels: readonly string[];
  readonly away: boolean;
  /** Small tiles show boxes without their words. */
  readonly tags: boolean;
}

export function WallTile({ line, sourceId, name, labels, away, tags }: WallTileProps): ReactNode {
  const words = useWords();
  const { inspect } = words;
  const mayStart = useMay(contract.inspections.start);
  const [{ heat }] = useScreenChoices();
  const [isPictured, setPictured] = useState(false);
  const act = useAction((client, isStop: boolean) =>
    isStop ? client.inspections.stop({ sourceId }) : client.inspections.start(startAgain(line, sourceId)),
  );
  const size = line.inputSizes?.[line.model?.name ?? ''];
  const isOld = away || line.state === 'stalled' || line.state === 'failed';
  const isLive = line.state !== 'stopped' && line.state !== 'failed';
  const verdict = line.judges && !isOld && line.state !== 'stopped' ? line.verdict : null;
  const down = away || line.state === 'failed' ? 'border-fail-ink' : 'border-unsure-ink';
  const rim = isOld ? down : verdict === null ? 'border-line' : rims[verdict];
  return (
    <article
      aria-label={name}
      className={classNames('wall-tile flex min-h-0 min-w-0 flex-col overflow-hidden rounded-lg bg-surface', rim)}
      data-line={sourceId}
      data-state={away ? 'away' : line.state}
      data-verdict={verdict ?? 'none'}
    >
      <a
        aria-label={inspect.wall.open(name)}
        className="focus-inset relative min-h-0 flex-1 overflow-hidden bg-well"
        href={seatHref('inspect', { source: sourceId })}
      >
        <LiveView
          dim={isOld || (!isLive && isPictured)}
          heat={heat}
          labels={labels}
          onFrame={() => setPictured(true)}
          source={isLive ? sourceId : null}
          sourceName={name}
          tags={tags}
        />
        <TileState away={away} line={line} />
      </a>
      <div
        className={classNames(
          'wall-foot flex min-h-16 items-center gap-x-3 pl-4',
          verdict === null ? 'bg-surface [--glyph-cut:var(--surface)]' : plates[verdict],
        )}
      >
        <div className="wall-name min-w-0 flex-1">
          <h2 className="truncate text-base font-semibold">{name}</h2>
          <p className="flex items-center gap-2 truncate text-sm tabular-nums">
            <span>
              {fixed(isLive ? line.framesPerSecond : 0, 1, words.tag)} {words.units.fps}
            </span>
            <span aria-hidden="true">·</span>
            <span className={classNames(line.stalls > 0 && 'font-semibold')}>{inspect.wall.stalls(line.stalls)}</span>
            {size !== undefined && (
              <>
                <span aria-hidden="true">·</span>
                <span>{inspect.size.side(whole(size, words.tag))}</span>
              </>
            )}
            {line.recipe !== null && (
              <>
                <span aria-hidden="true">·</span>
                <span className="truncate">{line.recipe.name}</span>
              </>
            )}
          </p>
        </div>
        <div className="wall-verdict">
          <Verdicts line={line} verdict={verdict} />
        </div>
        {mayStart && (
          <Button
            aria-label={line.wanted ? inspect.wall.stop(name) : inspect.wall.start(name)}
            className="min-h-16 w-16 rounded-none border-y-0 border-r-0 px-0"
            disabled={away || act.busy}
            icon={line.wanted ? 'stop' : 'play'}
            onClick={() => void act.run(line.wanted)}
            size="large"
          />
        )}
      </div>
      {act.trouble !== null && (
        <p className="border-t-hair border-fail-ink bg-fail-wash px-4 py-2 text-sm" role="alert">
          {words.trouble.codes[act.trouble.code === 'offline' ? 'unreachable' : act.trouble.code]}.{' '}
          {act.trouble.message}
        </p>
      )}
    </article>
  );
}
