import type { Outline } from '../../../preload/contract/recipes.ts';
import type { Drawing, RecipeDraft } from './recipe-draft.ts';
import {
  type Chosen,
  cornerMoved,
  cornerRemoved,
  freeName,
  movedBy,
  type ShapeKind,
  type ShapeRef,
  shapeOf,
  without,
  withPoints,
} from './shapes.ts';

export interface Editing {
  readonly draft: RecipeDraft;
  readonly chosen: Chosen | null;
  readonly past: readonly RecipeDraft[];
  readonly future: readonly RecipeDraft[];
  /** What the last steps changed: more of the same is undone together. */
  readonly merging: string | null;
}

export type Edit =
  /** A field; steps with the same name are one step back. */
  | { readonly kind: 'write'; readonly part: Partial<RecipeDraft>; readonly field: string }
  | { readonly kind: 'draw'; readonly shape: ShapeKind; readonly points: Outline; readonly word: string }
  | { readonly kind: 'shape'; readonly ref: Chosen; readonly points: Outline }
  | { readonly kind: 'nudge'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'remove' }
  | { readonly kind: 'drop'; readonly ref: ShapeRef }
  | { readonly kind: 'choose'; readonly chosen: Chosen | null }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' };

const deepest = 200;

export const beginEditing = (draft: RecipeDraft): Editing => ({
  draft,
  chosen: null,
  past: [],
  future: [],
  merging: null,
});

function changed(editing: Editing, draft: RecipeDraft, merge: string | null, chosen = editing.chosen): Editing {
  const goesOn = merge !== null && merge === editing.merging;
  return {
    draft,
    chosen: shapeOf(draft, chosen) === null ? null : chosen,
    past: goesOn ? editing.past : [...editing.past, editing.draft].slice(-deepest),
    future: [],
    merging: merge,
  };
}

/** The whole shape, or its corner that is chosen. */
function pointsMoved(drawing: Drawing, chosen: Chosen, dx: number, dy: number): Outline | null {
  const shape = shapeOf(drawing, chosen);
  if (shape === null) return null;
  const corner = chosen.corner === null ? undefined : shape.points[chosen.corner];
  if (chosen.corner === null || corner === undefined) return movedBy(shape.points, dx, dy);
  return cornerMoved(shape.points, chosen.corner, { x: corner.x + dx, y: corner.y + dy });
}

function drawn({ draft }: Editing, kind: ShapeKind, points: Outline, word: string): readonly [RecipeDraft, Chosen] {
  const [from = { x: 0, y: 0 }, to = from] = points;
  const chosen = (index: number): Chosen => ({ kind, index, corner: null });
  switch (kind) {
    case 'zone': {
      const zone = { name: freeName(word, draft.zones), outline: points };
      return [{ ...draft, zones: [...draft.zones, zone] }, chosen(draft.zones.length)];
    }
    case 'line': {
      const line = { name: freeName(word, draft.lines), from, to };
      // What crosses a line is only known of things that are followed.
      return [{ ...draft, lines: [...draft.lines, line], follow: true }, chosen(draft.lines.length)];
    }
    case 'region':
    case 'scale':
      return [withPoints(draft, { kind, index: 0 }, points), chosen(0)];
  }
}

function removed(editing: Editing): Editing {
  const { draft, chosen } = editing;
  const shape = shapeOf(draft, chosen);
  if (shape === null || chosen === null) return editing;
  const rest = chosen.corner === null || !shape.closed ? null : cornerRemoved(shape.points, chosen.corner);
  if (rest === null) return changed(editing, without(draft, chosen), null, null);
  return changed(editing, withPoints(draft, chosen, rest), null, { ...chosen, corner: null });
}

function stepped(editing: Editing, draft: RecipeDraft, past: Editing['past'], future: Editing['future']): Editing {
  const chosen = shapeOf(draft, editing.chosen) === null ? null : editing.chosen;
  return { draft, chosen, past, future, merging: null };
}

export function edited(editing: Editing, edit: Edit): Editing {
  const { draft, past, future } = editing;
  switch (edit.kind) {
    case 'write':
      return changed(editing, { ...draft, ...edit.part }, edit.field);
    case 'draw': {
      const [next, chosen] = drawn(editing, edit.shape, edit.points, edit.word);
      return changed(editing, next, null, chosen);
    }
    case 'shape':
      return changed(editing, withPoints(draft, edit.ref, edit.points), null, edit.ref);
    case 'nudge': {
      const { chosen } = editing;
      const points = chosen === null ? null : pointsMoved(draft, chosen, edit.dx, edit.dy);
      if (chosen === null || points === null) return editing;
      return changed(editing, withPoints(draft, chosen, points), `nudge ${JSON.stringify(chosen)}`);
    }
    case 'remove':
      return removed(editing);
    case 'drop':
      return changed(editing, without(draft, edit.ref), null, null);
    case 'choose':
      return { ...editing, chosen: edit.chosen, merging: null };
    case 'undo': {
      const before = past.at(-1);
      return before === undefined ? editing : stepped(editing, before, past.slice(0, -1), [draft, ...future]);
    }
    case 'redo': {
      const [next, ...rest] = future;
      return next === undefined ? editing : stepped(editing, next, [...past, draft], rest);
    }
  }
}
