import { type ReactNode, useMemo, useRef, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { LineState } from '../../../preload/contract/inspections.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import { type Command, useCommands } from '../../app/commands.tsx';
import { useFullScreen } from '../../app/full-screen.tsx';
import { useMay } from '../../app/may.ts';
import { useQuery } from '../../app/query.ts';
import { seatHref } from '../../app/routes.ts';
import { useLinkState, useLive } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';
import { starterLabels } from '../../overlay/label-marks.ts';
import { useSize } from '../../overlay/use-canvas.ts';
import { AttentionBar, SoundBlocked } from './attention-bar.tsx';
import { useAttention } from './attention-provider.tsx';
import { AttentionSheet } from './attention-sheet.tsx';
import type { AttentionHandles } from './use-attention.ts';
import { wallColumns } from './wall-grid.ts';
import { WallTile } from './wall-tile.tsx';

interface Shown {
  readonly sourceId: SourceId;
  readonly line: LineState;
}

/** From so many on a tile is too small for words beside every box. */
const mostWithTags = 4;

/** Names and labels where the role may read them; else the ids, which always come. */
function useNames(): {
  readonly nameOf: (id: string) => string;
  readonly labelsOf: (line: LineState) => readonly string[];
} {
  const maySources = useMay(contract.sources.list);
  const mayModels = useMay(contract.models.list);
  const sources = useQuery(`wall sources ${maySources}`, async (client, signal) =>
    maySources ? client.sources.list(undefined, { signal }) : [],
  );
  const models = useQuery(`wall models ${mayModels}`, async (client, signal) =>
    mayModels ? client.models.list(undefined, { signal }) : [],
  );
  return {
    nameOf: (id) => sources.data?.find((source) => source.id === id)?.name ?? id,
    labelsOf: (line) => models.data?.find(({ name }) => name === line.model?.name)?.card?.labels ?? starterLabels,
  };
}

function useWallCommands(attention: AttentionHandles): void {
  const words = useWords();
  const { toggle } = useFullScreen();
  const latest = useRef(attention);
  latest.current = attention;
  const isCalled = attention.standing.length > 0;
  const list = useMemo<readonly Command[]>(
    () => [
      {
        id: 'acknowledge',
        words: words.inspect.attention.say,
        group: 'do',
        icon: 'check',
        keyName: 'a',
        disabled: !isCalled,
        run: () => latest.current.acknowledge(),
      },
      {
        id: 'back',
        words: words.inspect.wall.back,
        group: 'do',
        icon: 'inspect',
        keyName: 'w',
        run: () => {
          location.hash = seatHref('inspect');
        },
      },
      { id: 'full', words: words.inspect.full, group: 'do', icon: 'expand', keyName: 'f', run: toggle },
    ],
    [words, toggle, isCalled],
  );
  useCommands(list);
}

function WallBar({
  lines,
  attention,
  nameOf,
  onOpen,
}: {
  readonly lines: readonly Shown[];
  readonly attention: AttentionHandles;
  readonly nameOf: (id: string) => string;
  readonly onOpen: () => void;
}): ReactNode {
  const { inspect } = useWords();
  const { full, toggle } = useFullScreen();
  const wrong = lines.filter(({ line }) => line.wanted && (line.state === 'failed' || line.state === 'stalled')).length;
  return (
    <header className="wall-bar">
      <div className="min-w-0">
        <h1 className="truncate text-xl font-semibold">{inspect.wall.title}</h1>
        <p className="truncate text-sm text-ink-2">
          {inspect.wall.lines(lines.length)}
          {wrong > 0 && <strong className="text-fail-ink">, {inspect.wall.wrong(wrong)}</strong>}
        </p>
      </div>
      <AttentionBar handles={attention} nameOf={nameOf} onOpen={onOpen} />
      <div className="flex gap-2">
        {location.protocol.startsWith('http') && (
          <a
            aria-label={inspect.wall.window}
            className="grid size-16 place-items-center rounded-md border-hair border-edge bg-raised text-ink-2 hover:bg-sunken"
            href={seatHref('wall')}
            rel="noreferrer"
            target="_blank"
            title={inspect.wall.window}
          >
            <Icon name="out" size={26} />
          </a>
        )}
        <button
          aria-label={full ? inspect.leaveFull : inspect.full}
          className="grid size-16 place-items-center rounded-md border-hair border-edge bg-raised text-ink-2 hover:bg-sunken"
          onClick={toggle}
          title={`${full ? inspect.leaveFull : inspect.full} (F)`}
          type="button"
        >
          <Icon name={full ? 'shrink' : 'expand'} size={26} />
        </button>
        <a
          className="inline-flex min-h-16 items-center gap-2.5 rounded-md border-hair border-edge bg-raised px-5 text-lg font-medium hover:bg-sunken"
          href={seatHref('inspect')}
        >
          <Icon name="inspect" size={26} />
          <span className="max-[1150px]:sr-only">{inspect.wall.back}</span>
        </a>
      </div>
    </header>
  );
}

/** All lines at once, for the screen that hangs above them; each keeps its place, and a touch opens it. */
export function WallPage(): ReactNode {
  const { inspect } = useWords();
  const away = useLinkState().kind !== 'open';
  const states = useLive(({ lines }) => lines);
  const shown = useMemo(
    () => states.flatMap((line): Shown[] => (line.sourceId === null ? [] : [{ sourceId: line.sourceId, line }])),
    [states],
  );
  const { nameOf, labelsOf } = useNames();
  const attention = useAttention();
  const [isAttentionOpen, setAttentionOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const size = useSize(place);
  useWallCommands(attention);
  return (
    <div className="wall">
      <WallBar attention={attention} lines={shown} nameOf={nameOf} onOpen={() => setAttentionOpen(true)} />
      <div
        className="wall-grid"
        ref={place}
        style={{ gridTemplateColumns: `repeat(${wallColumns(shown.length, size)}, minmax(0, 1fr))` }}
      >
        {shown.map(({ sourceId, line }) => (
          <WallTile
            away={away}
            key={sourceId}
            labels={labelsOf(line)}
            line={line}
            name={nameOf(sourceId)}
            sourceId={sourceId}
            tags={shown.length <= mostWithTags}
          />
        ))}
        {shown.length === 0 && (
          <Empty
            act={
              <Button
                onClick={() => {
                  location.hash = seatHref('inspect');
                }}
                size="large"
              >
                {inspect.wall.toInspect}
              </Button>
            }
            icon="wall"
            text={inspect.wall.noneText}
            title={inspect.wall.none}
          />
        )}
      </div>
      {attention.heard.isBlocked && <SoundBlocked />}
      <AttentionSheet handles={attention} onClose={() => setAttentionOpen(false)} open={isAttentionOpen} />
    </div>
  );
}
