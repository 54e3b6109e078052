import type { Item, ItemMark } from '../../../preload/contract/labels.ts';
import type { Box } from '../../../preload/contract/values.ts';
import type { Size } from '../../overlay/space.ts';
import { type Edit, type EditBox, type Editing, edited, guesses } from './editing.ts';

/**
 * A sound is edited as a strip: as many units wide as it lasts milliseconds, and just high enough for a box. Its marks are
 * boxes from top to bottom of it, so that undo, drafts and keys are those of pictures.
 */
const stripHeight = 2;

const boxOf = ({ fromMs, toMs }: Pick<ItemMark, 'fromMs' | 'toMs'>): Box => ({
  x: fromMs,
  y: 0,
  width: toMs - fromMs,
  height: stripHeight,
});

/** What the marks of an item lie in: its picture, or its strip. */
export const canvasOf = ({ width, height, sound }: Item): Size =>
  sound === undefined ? { width, height } : { width: sound.durationMs, height: stripHeight };

/** What the model saw or heard. */
export const guessesOf = ({ preLabels, sound }: Item): readonly Omit<EditBox, 'id'>[] =>
  sound === undefined
    ? guesses(preLabels)
    : sound.preMarks.map((mark) => ({ label: mark.label, box: boxOf(mark), by: 'model', score: mark.score }));

export const marksOf = ({ boxes }: Editing): ItemMark[] =>
  boxes.map(({ label, box }) => ({ label, fromMs: box.x, toMs: box.x + box.width }));

/** In a sound a class is said of the stretch that is chosen, else of the first; of all of it where nothing is marked. */
export function editedSound(editing: Editing, edit: Edit): Editing {
  if (edit.kind !== 'label' || editing.selected !== null) return edited(editing, edit);
  const [first] = editing.boxes;
  if (first !== undefined) return edited(edited(editing, { kind: 'select', id: first.id }), edit);
  const { width } = editing.picture;
  return edited(edited(editing, edit), { kind: 'draw', box: boxOf({ fromMs: 0, toMs: width }) });
}

/** The stretch from one moment to another, either way round. */
export const stretchBetween = (aMs: number, bMs: number): Box =>
  boxOf({ fromMs: Math.min(aMs, bMs), toMs: Math.max(aMs, bMs) });

/** Moves one end of the chosen stretch, or of the first, to a moment; nothing where that would turn it round. */
export function endAt({ boxes, selected }: Editing, end: 'from' | 'to', atMs: number): Edit | null {
  const known = boxes.find(({ id }) => id === selected) ?? boxes[0];
  if (known === undefined) return null;
  const fromMs = end === 'from' ? atMs : known.box.x;
  const toMs = end === 'to' ? atMs : known.box.x + known.box.width;
  return fromMs < toMs ? { kind: 'place', id: known.id, box: boxOf({ fromMs, toMs }) } : null;
}
