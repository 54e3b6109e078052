import { useEffect, useMemo, useRef } from 'react';
import { type Command, useCommands } from '../../app/commands.tsx';
import { useFullScreen } from '../../app/full-screen.tsx';
import { isTyping } from '../../app/key-name.ts';
import { usePageKeys } from '../../app/page-keys.tsx';
import { useWords } from '../../locales/words.tsx';
import { type Edit, neighbour } from './editing.ts';
import { endAt } from './sound-strip.ts';
import { zoomStep } from './tools.tsx';
import type { Labelling } from './use-labelling.ts';
import type { SoundPlayer } from './use-sound-player.ts';

export interface SampleActs {
  readonly toggleHand: () => void;
  readonly toggleLight: () => void;
  readonly whole: () => void;
  readonly zoomBy: (factor: number) => void;
  readonly player: SoundPlayer;
}

const far = 10;
/** A step of the arrows in a sound. */
const stepMs = 10;

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function tabbed(event: KeyboardEvent, state: Labelling): Edit | null {
  const onBoard = event.target instanceof Element && event.target.closest('[data-board]') !== null;
  if (state.editing === null || !onBoard) return null;
  const id = neighbour(state.editing, event.shiftKey ? -1 : 1);
  // Past the last box Tab goes on to the next control: nobody is held here.
  return id === null ? null : { kind: 'select', id };
}

function editFor(event: KeyboardEvent, state: Labelling, playedMs: number): Edit | null {
  const isSound = state.current?.sound !== undefined;
  const move = arrows[event.key];
  if (move !== undefined) {
    if (state.editing?.selected == null) return null;
    const step = (event.shiftKey ? far : 1) * (isSound ? stepMs : 1);
    return { kind: 'nudge', dx: move[0] * step, dy: move[1] * step };
  }
  switch (event.key) {
    case 'Tab':
      return tabbed(event, state);
    case 'Delete':
    case 'Backspace':
      return { kind: 'remove' };
    case 'Escape':
      return state.editing?.selected == null ? null : { kind: 'select', id: null };
    case '[':
    case ']':
      if (!isSound || state.editing === null) return null;
      return endAt(state.editing, event.key === '[' ? 'from' : 'to', playedMs);
    case 'Z':
    case 'z':
      return event.shiftKey ? { kind: 'redo' } : null;
    default: {
      const known = state.classes.find(({ key }) => key === event.key);
      return known === undefined ? null : { kind: 'label', label: known.label };
    }
  }
}

/** Keys with a place or a direction, which the list of commands has no word for. */
function useEditKeys(state: Labelling, { player }: SampleActs): void {
  const latest = useRef({ state, player });
  latest.current = { state, player };
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      const { state, player } = latest.current;
      const edit = editFor(event, state, player.atMs);
      if (edit === null) return;
      event.preventDefault();
      state.edit(edit);
    };
    // Before the commands: they know no Shift, so Shift-Z would undo.
    window.addEventListener('keydown', pressed, true);
    return () => window.removeEventListener('keydown', pressed, true);
  }, []);
}

function useShownKeys(isSound: boolean): void {
  const { keys, sound } = useWords().label;
  usePageKeys(
    useMemo(
      () =>
        isSound
          ? [
              { key: '1  2', what: sound.keys.classes },
              { key: '[', what: sound.keys.from },
              { key: ']', what: sound.keys.to },
              { key: 'Tab  ⇧ Tab', what: sound.keys.cycle },
              { key: '← →', what: sound.keys.nudge },
              { key: '⇧ + ←', what: sound.keys.nudgeFar },
              { key: 'Del', what: sound.remove },
              { key: '⇧ Z', what: keys.redo },
              { key: keys.drawHow, what: sound.keys.draw },
            ]
          : [
              { key: '1 – 9', what: keys.classes },
              { key: 'Tab  ⇧ Tab', what: keys.cycle },
              { key: '← ↑ → ↓', what: keys.nudge },
              { key: '⇧ + ←', what: keys.nudgeFar },
              { key: 'Del', what: keys.remove },
              { key: '⇧ Z', what: keys.redo },
              { key: keys.drawHow, what: keys.draw },
              { key: keys.panHow, what: keys.pan },
              { key: keys.zoomHow, what: keys.zoom },
            ],
      [keys, sound, isSound],
    ),
  );
}

export function useLabelKeys(state: Labelling, acts: SampleActs, sheets: readonly Command[]): void {
  const words = useWords();
  const { toggle: toggleFull } = useFullScreen();
  const latest = useRef({ state, acts });
  latest.current = { state, acts };
  const none = state.current === null || state.busy !== null;
  const canUndo = (state.editing?.past.length ?? 0) > 0;
  const canTakeBack = state.last !== null;
  const isSound = state.current?.sound !== undefined;
  const list = useMemo<readonly Command[]>(() => {
    const { label, inspect } = words;
    const now = () => latest.current;
    const own = (id: string, text: string, icon: Command['icon'], keyName: string, run: () => void): Command => ({
      id: `label-${id}`,
      words: text,
      group: 'do',
      icon,
      keyName,
      run,
    });
    return [
      { ...own('save', label.save, 'check', 'space', () => now().state.decide('save')), disabled: none },
      { ...own('skip', label.skip, 'skip', 's', () => now().state.decide('skip')), disabled: none },
      { ...own('unsure', label.notSure, 'unknown', 'u', () => now().state.decide('notSure')), disabled: none },
      { ...own('undo', label.undo, 'undo', 'z', () => now().state.edit({ kind: 'undo' })), disabled: !canUndo },
      { ...own('back', label.takeBack, 'history', 'b', () => now().state.takeBack()), disabled: !canTakeBack },
      ...(isSound
        ? [own('play', label.sound.playOrPause, 'play', 'p', () => now().acts.player.toggle())]
        : [
            own('hand', label.hand, 'hand', 'h', () => now().acts.toggleHand()),
            own('whole', label.whole, 'shrink', 'v', () => now().acts.whole()),
            own('closer', label.zoomIn, 'plus', '+', () => now().acts.zoomBy(zoomStep)),
            own('farther', label.zoomOut, 'minus', '-', () => now().acts.zoomBy(1 / zoomStep)),
            own('light', label.light, 'sun', 'l', () => now().acts.toggleLight()),
          ]),
      own('full', inspect.full, 'expand', 'f', toggleFull),
      ...sheets,
    ];
  }, [words, none, canUndo, canTakeBack, isSound, toggleFull, sheets]);
  useCommands(list);
  useEditKeys(state, acts);
  useShownKeys(isSound);
}
