import {
  type PointerEvent,
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Item } from '../../../preload/contract/labels.ts';
import type { Box } from '../../../preload/contract/values.ts';
import { useWords } from '../../locales/words.tsx';
import { penFor, useCanvasInks, useSize } from '../../overlay/use-canvas.ts';
import { drawSound, msToView, viewToMs } from './draw-sound.ts';
import type { Edit, Editing } from './editing.ts';
import { tapReach } from './hand.ts';
import type { BoardHandle } from './picture-board.tsx';
import type { SampleSound } from './sample-sound.ts';
import { type SoundGrip, soundGripAt } from './sound-hand.ts';
import { stretchBetween } from './sound-strip.ts';

export interface SoundBoardProps {
  readonly item: Item;
  readonly editing: Editing;
  readonly sound: SampleSound | null;
  readonly labels: readonly string[];
  readonly playedMs: number;
  readonly onSeek: (ms: number) => void;
  readonly onEdit: (edit: Edit) => void;
  readonly ref: Ref<BoardHandle>;
}

interface Gesture {
  readonly grip: SoundGrip;
  readonly fromX: number;
  readonly box: Box | null;
}

/** What a hand that moved makes of the stretch that it holds. */
function moved(grip: SoundGrip, { boxes }: Editing, fromMs: number, toMs: number, lastsMs: number): Box | null {
  if (grip.kind === 'nothing') return stretchBetween(fromMs, toMs);
  const known = boxes.find(({ id }) => id === grip.id);
  if (known === undefined) return null;
  const { x, width } = known.box;
  if (grip.kind === 'from') return stretchBetween(x + toMs - fromMs, x + width);
  if (grip.kind === 'to') return stretchBetween(x, x + width + toMs - fromMs);
  const start = Math.min(Math.max(0, x + toMs - fromMs), Math.max(0, lastsMs - width));
  return stretchBetween(start, start + width);
}

function withGesture(editing: Editing, gesture: Gesture | null): Pick<Editing, 'boxes' | 'selected'> {
  if (gesture?.box == null) return editing;
  const { grip, box } = gesture;
  if (grip.kind === 'nothing') {
    const drawn = { id: 0, label: editing.label, box, by: 'person', score: null } as const;
    return { boxes: [...editing.boxes, drawn], selected: 0 };
  }
  const boxes = editing.boxes.map((known) =>
    known.id === grip.id ? { ...known, box, by: 'person' as const, score: null } : known,
  );
  return { boxes, selected: grip.id };
}

/** The wave with its stretches: turns what a hand does into edits, and shows what came of them. */
export function SoundBoard(props: SoundBoardProps): ReactNode {
  const { item, editing, sound, labels, playedMs, onSeek, onEdit } = props;
  const words = useWords();
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useSize(place);
  const inks = useCanvasInks();
  const [gesture, setGesture] = useState<Gesture | null>(null);
  const durationMs = editing.picture.width;
  useImperativeHandle(props.ref, () => ({
    focus: () => place.current?.focus({ preventScroll: true }),
    zoomBy: () => {},
    whole: () => {},
  }));
  // Before the page is painted: the sound and the words around it are never of two items.
  useLayoutEffect(() => {
    if (place.current !== null) place.current.dataset.itemId = sound === null ? '' : String(item.id);
  }, [sound, item.id]);
  useLayoutEffect(() => {
    const pen = penFor(canvas.current, { width, height });
    if (pen === null) return;
    const { boxes, selected } = withGesture(editing, gesture);
    const peaks = sound?.peaks ?? null;
    drawSound(pen, { width, height, durationMs, peaks, boxes, selected, labels, playedMs, inks });
  }, [width, height, durationMs, sound, editing, gesture, labels, playedMs, inks]);

  const xOf = (event: PointerEvent): number => event.clientX - (place.current?.getBoundingClientRect().left ?? 0);
  const msAt = (x: number): number => viewToMs(x, durationMs, width);
  const pressed = (event: PointerEvent): void => {
    if (sound === null || event.button !== 0) return;
    place.current?.focus({ preventScroll: true });
    place.current?.setPointerCapture(event.pointerId);
    const grip = soundGripAt(xOf(event), editing, (ms) => msToView(ms, durationMs, width));
    setGesture({ grip, fromX: xOf(event), box: null });
  };
  const dragged = (event: PointerEvent): void => {
    if (gesture === null || (gesture.box === null && Math.abs(xOf(event) - gesture.fromX) < tapReach)) return;
    const box = moved(gesture.grip, editing, msAt(gesture.fromX), msAt(xOf(event)), durationMs);
    setGesture({ ...gesture, box });
  };
  const released = (): void => {
    if (gesture === null) return;
    const { grip, box, fromX } = gesture;
    setGesture(null);
    if (box === null) {
      onSeek(msAt(fromX));
      onEdit({ kind: 'select', id: grip.kind === 'nothing' ? null : grip.id });
    } else if (grip.kind === 'nothing') onEdit({ kind: 'draw', box });
    else onEdit({ kind: 'place', id: grip.id, box });
  };
  return (
    <div
      aria-label={words.label.sound.board(item.id, editing.boxes.length)}
      className="focus-inset absolute inset-0 cursor-crosshair touch-none overflow-hidden select-none"
      data-board=""
      onPointerCancel={() => setGesture(null)}
      onPointerDown={pressed}
      onPointerMove={dragged}
      onPointerUp={released}
      ref={place}
      role="application"
      // Stretches are walked and moved by keys while the board has the focus.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the focus, as the board of pictures does
      tabIndex={0}
    >
      <canvas className="absolute inset-0 size-full" ref={canvas} />
    </div>
  );
}
