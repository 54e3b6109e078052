import { useEffect, useMemo, useRef } from 'react';
import { type Command, useCommands } from '../../app/commands.tsx';
import { usePageKeys } from '../../app/page-keys.tsx';
import { useWords } from '../../locales/words.tsx';
import type { Size } from '../../overlay/space.ts';
import { neighbour, type ShapeKind } from './shapes.ts';
import { toolKeys } from './tool-rail.tsx';
import type { Editor } from './use-editor.ts';

export interface EditorActs {
  readonly editor: Editor;
  readonly tool: ShapeKind | null;
  readonly pictureSize: Size;
  readonly takeTool: (tool: ShapeKind) => void;
  readonly stop: () => void;
  /** Closes what is being drawn, or puts it in the middle. */
  readonly place: () => void;
  readonly zoom: (way: 1 | -1) => void;
  readonly whole: () => void;
  readonly again: () => void;
  readonly save: () => void;
  readonly maySave: boolean;
}

const far = 10;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** True where the key did something on the board. */
function pressedOnBoard(event: KeyboardEvent, acts: EditorActs): boolean {
  const { editor, tool, pictureSize } = acts;
  const { draft, chosen } = editor.editing;
  const move = arrows[event.key];
  if (move !== undefined) {
    if (chosen === null) return false;
    const step = event.shiftKey ? far : 1;
    editor.edit({
      kind: 'nudge',
      dx: (move[0] * step) / pictureSize.width,
      dy: (move[1] * step) / pictureSize.height,
    });
    return true;
  }
  switch (event.key) {
    case 'Tab': {
      const next = neighbour(draft, chosen, event.shiftKey ? -1 : 1);
      editor.edit({ kind: 'choose', chosen: next });
      // Past the last corner Tab goes on to the next control: nobody is held here.
      return next !== null;
    }
    case 'Delete':
    case 'Backspace':
      if (chosen !== null) editor.edit({ kind: 'remove' });
      return chosen !== null;
    case 'Enter':
      if (tool !== null) acts.place();
      return tool !== null;
    case 'Escape':
      if (tool !== null) acts.stop();
      else if (chosen !== null) editor.edit({ kind: 'choose', chosen: null });
      return tool !== null || chosen !== null;
    default:
      return false;
  }
}

function useBoardKeys(acts: EditorActs): void {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const onBoard = event.target instanceof Element && event.target.closest('[data-board]') !== null;
      if (!onBoard) return;
      if (event.key === 'Z' && event.shiftKey) latest.current.editor.edit({ kind: 'redo' });
      else if (!pressedOnBoard(event, latest.current)) return;
      event.preventDefault();
    };
    // Before the commands: they know no Shift, so Shift-Z would undo.
    window.addEventListener('keydown', pressed, true);
    return () => window.removeEventListener('keydown', pressed, true);
  }, []);
}

function useShownKeys(): void {
  const { keys } = useWords().recipes;
  usePageKeys(
    useMemo(
      () => [
        { key: 'Tab  ⇧ Tab', what: keys.cycle },
        { key: '← ↑ → ↓', what: keys.nudge },
        { key: '⇧ + ←', what: keys.nudgeFar },
        { key: 'Del', what: keys.remove },
        { key: '⇧ Z', what: keys.redo },
        { key: 'Enter', what: keys.place },
        { key: 'Esc', what: keys.stop },
        { key: keys.drawHow, what: keys.draw },
        { key: keys.cornersHow, what: keys.corners },
        { key: keys.panHow, what: keys.pan },
        { key: keys.zoomHow, what: keys.zoom },
      ],
      [keys],
    ),
  );
}

export function useEditorKeys(acts: EditorActs): void {
  const { recipes } = useWords();
  const latest = useRef(acts);
  latest.current = acts;
  const { maySave } = acts;
  const canUndo = acts.editor.editing.past.length > 0;
  useCommands(
    useMemo<readonly Command[]>(() => {
      const now = () => latest.current;
      const own = (id: string, words: string, icon: Command['icon'], keyName: string, run: () => void): Command => ({
        id: `recipe-${id}`,
        words,
        group: 'do',
        icon,
        keyName,
        run,
      });
      const { tools, where } = recipes;
      return [
        ...(['region', 'zone', 'line', 'scale'] as const).map((tool) =>
          own(tool, where.draw[tool], tool, toolKeys[tool], () => now().takeTool(tool)),
        ),
        {
          ...own('undo', tools.undo, 'undo', 'z', () => now().editor.edit({ kind: 'undo' })),
          disabled: !canUndo,
        },
        own('closer', tools.zoomIn, 'plus', '+', () => now().zoom(1)),
        own('farther', tools.zoomOut, 'minus', '-', () => now().zoom(-1)),
        own('whole', tools.whole, 'shrink', 'v', () => now().whole()),
        own('again', recipes.still.again, 'again', 'n', () => now().again()),
        { ...own('save', recipes.save.only, 'check', 's', () => now().save()), disabled: !maySave },
      ];
    }, [recipes, canUndo, maySave]),
  );
  useBoardKeys(acts);
  useShownKeys();
}
