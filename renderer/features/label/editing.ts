import type { ItemLabel } from '../../../preload/contract/labels.ts';
import type { Box, Detection, Point } from '../../../preload/contract/values.ts';
import type { Size } from '../../overlay/space.ts';
import { boxWithin, movedBox, sameBox } from './box-geometry.ts';

export interface EditBox {
  readonly id: number;
  readonly label: string;
  readonly box: Box;
  /** The model's guess until a person changes it or draws it. */
  readonly by: 'model' | 'person';
  /** How sure the model was; null for what a person made. */
  readonly score: number | null;
  /** The model's points, as long as they belong to the box. */
  readonly points?: readonly Point[] | undefined;
}

export interface Editing {
  readonly picture: Size;
  readonly boxes: readonly EditBox[];
  readonly selected: number | null;
  /** The class of the next box. */
  readonly label: string;
  readonly past: readonly (readonly EditBox[])[];
  readonly future: readonly (readonly EditBox[])[];
  readonly nextId: number;
  /** The box that the last steps of the arrows moved: they are undone together. */
  readonly nudging: number | null;
}

export type Edit =
  | { readonly kind: 'draw'; readonly box: Box }
  | { readonly kind: 'place'; readonly id: number; readonly box: Box }
  | { readonly kind: 'nudge'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'remove' }
  | { readonly kind: 'select'; readonly id: number | null }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' };

const deepest = 500;

export function beginEditing(picture: Size, label: string, boxes: readonly Omit<EditBox, 'id'>[]): Editing {
  return {
    picture,
    boxes: boxes.map((box, index) => ({ ...box, id: index + 1, box: boxWithin(box.box, picture) })),
    selected: null,
    label,
    past: [],
    future: [],
    nextId: boxes.length + 1,
    nudging: null,
  };
}

export const guesses = (detections: readonly Detection[]): readonly Omit<EditBox, 'id'>[] =>
  detections.map(({ label, score, box, points }) => ({ label, box, by: 'model', score, ...(points && { points }) }));

export const answers = ({ boxes }: Editing): ItemLabel[] =>
  boxes.map(({ label, box, points }) => ({ label, box, ...(points && { points: [...points] }) }));

const change = (editing: Editing, boxes: readonly EditBox[], rest: Partial<Editing> = {}): Editing => ({
  ...editing,
  boxes,
  past: [...editing.past, editing.boxes].slice(-deepest),
  future: [],
  nudging: null,
  ...rest,
});

/** Points stay with a box that is only renamed; they say nothing of one that was moved. */
const mine = (editing: Editing, id: number, part: Partial<EditBox>): readonly EditBox[] =>
  editing.boxes.map((known) => {
    if (known.id !== id) return known;
    const { points, ...rest } = known;
    const kept = part.box === undefined && points !== undefined ? { points } : {};
    return { ...rest, ...kept, ...part, by: 'person', score: null };
  });

function nudge(editing: Editing, dx: number, dy: number): Editing {
  const known = editing.boxes.find(({ id }) => id === editing.selected);
  if (known === undefined) return editing;
  const box = movedBox(known.box, dx, dy, editing.picture);
  if (sameBox(box, known.box)) return editing;
  const boxes = mine(editing, known.id, { box });
  return editing.nudging === known.id ? { ...editing, boxes } : change(editing, boxes, { nudging: known.id });
}

function relabel(editing: Editing, label: string): Editing {
  const known = editing.boxes.find(({ id }) => id === editing.selected);
  if (known === undefined || known.label === label) return { ...editing, label };
  return change(editing, mine(editing, known.id, { label }), { label });
}

/** What is selected must be there. */
const settle = (editing: Editing): Editing =>
  editing.boxes.some(({ id }) => id === editing.selected) ? editing : { ...editing, selected: null };

function undo(editing: Editing): Editing {
  const boxes = editing.past.at(-1);
  if (boxes === undefined) return editing;
  const past = editing.past.slice(0, -1);
  return settle({ ...editing, boxes, past, future: [editing.boxes, ...editing.future], nudging: null });
}

function redo(editing: Editing): Editing {
  const [boxes, ...future] = editing.future;
  if (boxes === undefined) return editing;
  return settle({ ...editing, boxes, past: [...editing.past, editing.boxes], future, nudging: null });
}

export function edited(editing: Editing, edit: Edit): Editing {
  switch (edit.kind) {
    case 'draw': {
      const id = editing.nextId;
      const drawn: EditBox = {
        id,
        label: editing.label,
        box: boxWithin(edit.box, editing.picture),
        by: 'person',
        score: null,
      };
      return change(editing, [...editing.boxes, drawn], { selected: id, nextId: id + 1 });
    }
    case 'place': {
      const known = editing.boxes.find(({ id }) => id === edit.id);
      const box = boxWithin(edit.box, editing.picture);
      if (known === undefined || sameBox(known.box, box)) return editing;
      return change(editing, mine(editing, edit.id, { box }), { selected: edit.id });
    }
    case 'nudge':
      return nudge(editing, edit.dx, edit.dy);
    case 'label':
      return relabel(editing, edit.label);
    case 'remove': {
      const boxes = editing.boxes.filter(({ id }) => id !== editing.selected);
      return boxes.length === editing.boxes.length ? editing : change(editing, boxes, { selected: null });
    }
    case 'select':
      return settle({ ...editing, selected: edit.id, nudging: null });
    case 'undo':
      return undo(editing);
    case 'redo':
      return redo(editing);
  }
}

/** The box after the selected one, in the order of the list; null past either end, so that the focus can go on. */
export function neighbour({ boxes, selected }: Editing, step: 1 | -1): number | null {
  const at = boxes.findIndex(({ id }) => id === selected);
  if (at < 0) return (step === 1 ? boxes[0] : boxes.at(-1))?.id ?? null;
  return boxes[at + step]?.id ?? null;
}
