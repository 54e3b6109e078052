import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answers,
  beginEditing,
  type Edit,
  type Editing,
  edited,
  guesses,
  neighbour,
} from '../../../../renderer/features/label/editing.ts';

const picture = { width: 640, height: 480 };
const start = beginEditing(picture, 'open', [
  { label: 'short', box: { x: 10, y: 20, width: 30, height: 40 }, by: 'model', score: 0.52 },
  { label: 'spur', box: { x: 600, y: 440, width: 30, height: 30 }, by: 'model', score: 0.91 },
]);

const anyBox = fc.record({
  x: fc.double({ min: -200, max: 900, noNaN: true }),
  y: fc.double({ min: -200, max: 900, noNaN: true }),
  width: fc.double({ min: 0, max: 900, noNaN: true }),
  height: fc.double({ min: 0, max: 900, noNaN: true }),
});
const anyId = fc.integer({ min: 0, max: 8 });
const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('draw' as const), box: anyBox }),
  fc.record({ kind: fc.constant('place' as const), id: anyId, box: anyBox }),
  fc.record({
    kind: fc.constant('nudge' as const),
    dx: fc.integer({ min: -9, max: 9 }),
    dy: fc.integer({ min: -9, max: 9 }),
  }),
  fc.record({ kind: fc.constant('label' as const), label: fc.constantFrom('open', 'short', 'spur') }),
  fc.record({ kind: fc.constant('remove' as const) }),
  fc.record({ kind: fc.constant('select' as const), id: fc.option(anyId) }),
);
const withUndo: fc.Arbitrary<Edit> = fc.oneof(anyEdit, fc.constantFrom<Edit>({ kind: 'undo' }, { kind: 'redo' }));

const having = (edits: readonly Edit[], from: Editing = start): Editing => edits.reduce(edited, from);

function repeated(editing: Editing, kind: 'undo' | 'redo'): Editing {
  let now = editing;
  for (let next = edited(now, { kind }); next !== now; next = edited(now, { kind })) now = next;
  return now;
}

describe('editing an item', () => {
  it('gives back the start when all of any sequence is undone', () => {
    fc.assert(
      fc.property(fc.array(withUndo, { maxLength: 60 }), (edits) => {
        expect(repeated(having(edits), 'undo').boxes).toEqual(start.boxes);
      }),
    );
  });

  it('gives back the end when all that was undone is redone', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 60 }), (edits) => {
        const end = having(edits);
        expect(repeated(repeated(end, 'undo'), 'redo').boxes).toEqual(end.boxes);
      }),
    );
  });

  it('keeps every box inside the picture and every id apart', () => {
    fc.assert(
      fc.property(fc.array(withUndo, { maxLength: 60 }), (edits) => {
        const { boxes, selected } = having(edits);
        for (const { box } of boxes) {
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(picture.width + 1e-9);
          expect(box.y + box.height).toBeLessThanOrEqual(picture.height + 1e-9);
          expect(Math.min(box.width, box.height)).toBeGreaterThan(0);
        }
        expect(new Set(boxes.map(({ id }) => id)).size).toBe(boxes.length);
        expect(selected === null || boxes.some(({ id }) => id === selected)).toBe(true);
      }),
    );
  });

  it('makes a guess one’s own by touching it, and leaves the others guesses', () => {
    const { boxes } = having([
      { kind: 'select', id: 1 },
      { kind: 'label', label: 'open' },
    ]);
    expect(boxes.map(({ by, score }) => [by, score])).toEqual([
      ['person', null],
      ['model', 0.91],
    ]);
  });

  it('undoes a run of arrow steps at once', () => {
    const right: Edit = { kind: 'nudge', dx: 1, dy: 0 };
    const moved = having([{ kind: 'select', id: 1 }, right, right, right]);
    expect(moved.boxes[0]?.box.x).toBe(13);
    expect(edited(moved, { kind: 'undo' }).boxes).toEqual(start.boxes);
  });

  it('takes no step where nothing changed', () => {
    const box = start.boxes[0]?.box ?? { x: 0, y: 0, width: 0, height: 0 };
    expect(having([{ kind: 'place', id: 1, box }, { kind: 'remove' }, { kind: 'label', label: 'short' }]).past).toEqual(
      [],
    );
  });

  it('draws the next box in the class chosen last', () => {
    const drawn = having([
      { kind: 'label', label: 'spur' },
      { kind: 'draw', box: { x: 1, y: 2, width: 30, height: 40 } },
    ]);
    expect(answers(drawn).at(-1)).toEqual({ label: 'spur', box: { x: 1, y: 2, width: 30, height: 40 } });
    expect(drawn.selected).toBe(3);
  });

  it('keeps the points of a box that was left or renamed, and drops them with its old place', () => {
    const points = [1, 2, 3, 4, 5].map((x) => ({ x: x * 10, y: 50 }));
    const box = { x: 5, y: 5, width: 60, height: 60 };
    const faces = beginEditing(picture, 'face', guesses([{ label: 'face', score: 0.6, box, points }]));
    expect(answers(faces)).toEqual([{ label: 'face', box, points }]);
    const renamed = having(
      [
        { kind: 'select', id: 1 },
        { kind: 'label', label: 'mask' },
      ],
      faces,
    );
    expect(answers(renamed)).toEqual([{ label: 'mask', box, points }]);
    const moved = having([{ kind: 'place', id: 1, box: { ...box, x: 20 } }], faces);
    expect(answers(moved)).toEqual([{ label: 'face', box: { ...box, x: 20 } }]);
    expect(answers(edited(moved, { kind: 'undo' }))).toEqual(answers(faces));
  });

  it('walks the boxes to either end and not beyond', () => {
    expect(neighbour(start, 1)).toBe(1);
    expect(neighbour({ ...start, selected: 1 }, 1)).toBe(2);
    expect(neighbour({ ...start, selected: 2 }, 1)).toBeNull();
    expect(neighbour(start, -1)).toBe(2);
    expect(neighbour({ ...start, selected: 1 }, -1)).toBeNull();
  });
});
