import { useEffect, useMemo, useRef } from 'react';
import { type Command, useCommands } from '../../app/commands.tsx';
import { useFullScreen } from '../../app/full-screen.tsx';
import { isTyping } from '../../app/key-name.ts';
import type { PageKey } from '../../app/keys-sheet.tsx';
import { usePageKeys } from '../../app/page-keys.tsx';
import { seatHref } from '../../app/routes.ts';
import { useWords } from '../../locales/words.tsx';
import { isCloser } from '../../overlay/look.ts';
import type { OpenPick } from './controls.tsx';
import { sourceIcons } from './source-icons.ts';
import type { Line } from './use-line.ts';
import type { LookHandles } from './use-look.ts';

export interface InspectActs {
  readonly state: Line;
  readonly mayStart: boolean;
  readonly look: LookHandles;
  readonly openPick: (pick: OpenPick) => void;
  readonly acknowledge: () => void;
  readonly isCalled: boolean;
  /** Null while no part was judged. */
  readonly openLastPart: (() => void) | null;
  readonly toggleEnlarged: (() => void) | null;
  readonly toggleHeat: (() => void) | null;
}

const arrows: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Arrows move an enlarged picture, wherever nothing else has the focus that they are for. */
function useArrows({ look, move }: LookHandles): void {
  const { inspect } = useWords();
  const keys = useMemo<readonly PageKey[]>(() => [{ key: '← ↑ → ↓', what: inspect.tools.move }], [inspect]);
  usePageKeys(keys);
  const latest = useRef({ look, move });
  latest.current = { look, move };
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const way = arrows[event.key];
      const isOwn = event.target instanceof Element && event.target.closest('[role="radiogroup"]') !== null;
      if (way === undefined || isTyping(event) || isOwn || !isCloser(latest.current.look)) return;
      event.preventDefault();
      latest.current.move(...way);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}

/** Every act of the seat by key and by palette; each is also a button. */
export function useInspectCommands(acts: InspectActs): void {
  const words = useWords();
  const { toggle: toggleFull } = useFullScreen();
  const latest = useRef(acts);
  latest.current = acts;
  const { state, mayStart, isCalled } = acts;
  const { moving, busy, sources } = state;
  const [hasPart, hasRegion, hasHeat] = [acts.openLastPart, acts.toggleEnlarged, acts.toggleHeat].map(
    (act) => act !== null,
  );
  useArrows(acts.look);
  const list = useMemo<readonly Command[]>(() => {
    const { inspect } = words;
    const { tools } = inspect;
    const own: readonly Command[] = [
      {
        id: 'toggle',
        words: moving ? inspect.stop : inspect.start,
        group: 'do',
        icon: moving ? 'stop' : 'play',
        keyName: 'space',
        disabled: busy !== null,
        run: () => latest.current.state.toggle(),
      },
      {
        id: 'pick-recipe',
        words: inspect.recipe.pick,
        group: 'do',
        icon: 'recipe',
        keyName: 'r',
        run: () => latest.current.openPick('recipe'),
      },
      {
        id: 'pick-source',
        words: inspect.pickSource,
        group: 'do',
        icon: 'camera',
        keyName: 's',
        run: () => latest.current.openPick('source'),
      },
      {
        id: 'pick-model',
        words: inspect.pickModel,
        group: 'do',
        icon: 'models',
        keyName: 'm',
        run: () => latest.current.openPick('model'),
      },
      ...sources.map(
        (source): Command => ({
          id: `source-${source.id}`,
          words: source.name,
          group: 'source',
          icon: sourceIcons[source.settings.kind],
          run: () => latest.current.state.pickSource(source.id),
        }),
      ),
    ];
    const look = (id: string, said: string, icon: Command['icon'], keyName: string, run: () => void): Command => ({
      id,
      words: said,
      group: 'do',
      icon,
      keyName,
      run,
    });
    return [
      ...(mayStart ? own : []),
      {
        ...look('acknowledge', inspect.attention.say, 'check', 'a', () => latest.current.acknowledge()),
        disabled: !isCalled,
      },
      {
        ...look('last-part', tools.lastPart, 'inspect', 'o', () => latest.current.openLastPart?.()),
        disabled: hasPart !== true,
      },
      {
        ...look('enlarge', tools.enlarge, 'search', 'e', () => latest.current.toggleEnlarged?.()),
        disabled: hasRegion !== true,
      },
      {
        ...look('heat', tools.heat, 'heat', 'h', () => latest.current.toggleHeat?.()),
        disabled: hasHeat !== true,
      },
      look('closer', tools.closer, 'plus', '+', () => latest.current.look.closer()),
      look('farther', tools.farther, 'minus', '-', () => latest.current.look.farther()),
      look('whole', tools.whole, 'fit', '0', () => latest.current.look.whole()),
      look('wall', tools.wall, 'wall', 'w', () => {
        location.hash = seatHref('wall');
      }),
      look('full', inspect.full, 'expand', 'f', toggleFull),
    ];
  }, [moving, busy, sources, mayStart, isCalled, hasPart, hasRegion, hasHeat, toggleFull, words]);
  useCommands(list);
}
