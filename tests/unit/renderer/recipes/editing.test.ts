import { describe, expect, it } from 'vitest';
import { beginEditing, type Edit, edited } from '../../../../renderer/features/recipes/editing.ts';
import { plainDraft } from '../../../../renderer/features/recipes/recipe-draft.ts';
import { rectangle } from '../../../../renderer/features/recipes/shapes.ts';

const begun = beginEditing(plainDraft('Boards', 'demo', 'pcb-defects'));
const begunWith = (...edits: readonly Edit[]) => edits.reduce(edited, begun);
const square = rectangle({ x: 0.2, y: 0.2 }, { x: 0.6, y: 0.6 });
const drawRegion: Edit = { kind: 'draw', shape: 'region', points: square, word: '' };
const drawZone: Edit = { kind: 'draw', shape: 'zone', points: square, word: 'Zone' };
const drawLine: Edit = {
  kind: 'draw',
  shape: 'line',
  points: [
    { x: 0.1, y: 0.5 },
    { x: 0.9, y: 0.5 },
  ],
  word: 'Line',
};
const choose = (kind: 'region' | 'zone' | 'line', index: number, corner: number | null): Edit => ({
  kind: 'choose',
  chosen: { kind, index, corner },
});

describe('changing a recipe', () => {
  it('chooses what was drawn, and gives each zone a name of its own', () => {
    const { draft, chosen } = begunWith(drawZone, drawZone);
    expect(draft.zones.map(({ name }) => name)).toEqual(['Zone 1', 'Zone 2']);
    expect(chosen).toEqual({ kind: 'zone', index: 1, corner: null });
  });

  it('follows things from the first line on, since a line counts nothing without it', () => {
    expect(begun.draft.follow).toBe(false);
    expect(begunWith(drawLine).draft.follow).toBe(true);
  });

  it('undoes typing in one field in one step, and another field in another', () => {
    const typed = begunWith(
      { kind: 'write', part: { name: 'B' }, field: 'name' },
      { kind: 'write', part: { name: 'Bo' }, field: 'name' },
      { kind: 'write', part: { code: '4' }, field: 'code' },
    );
    const once = edited(typed, { kind: 'undo' });
    expect([once.draft.name, once.draft.code]).toEqual(['Bo', '']);
    expect(edited(once, { kind: 'undo' }).draft).toEqual(begun.draft);
    expect(edited(edited(once, { kind: 'redo' }), { kind: 'redo' }).draft).toEqual(typed.draft);
  });

  it('takes back a whole row of steps of the arrows together', () => {
    const moved = begunWith(
      drawRegion,
      { kind: 'nudge', dx: 0.01, dy: 0 },
      { kind: 'nudge', dx: 0.01, dy: 0 },
      { kind: 'nudge', dx: 0, dy: 0.01 },
    );
    expect(moved.draft.region?.[0]?.x).toBeCloseTo(0.22);
    expect(edited(moved, { kind: 'undo' }).draft.region).toEqual(square);
  });

  it('moves only the corner that is chosen, and the shape stays in the picture', () => {
    const corner = begunWith(drawRegion, choose('region', 0, 2), { kind: 'nudge', dx: 0.1, dy: 0.1 });
    expect(corner.draft.region?.[0]).toEqual({ x: 0.2, y: 0.2 });
    expect(corner.draft.region?.[2]?.x).toBeCloseTo(0.7);
    const far = begunWith(drawRegion, { kind: 'nudge', dx: 3, dy: -3 });
    const corners = far.draft.region?.map(({ x, y }) => [Number(x.toFixed(9)), Number(y.toFixed(9))]);
    expect(corners).toEqual([
      [0.6, 0],
      [1, 0],
      [1, 0.4],
      [0.6, 0.4],
    ]);
  });

  it('removes a corner while three are left, and then the shape', () => {
    const three = begunWith(drawRegion, choose('region', 0, 1), { kind: 'remove' });
    expect(three.draft.region).toHaveLength(3);
    expect(three.chosen).toEqual({ kind: 'region', index: 0, corner: null });
    const none = edited(edited(three, choose('region', 0, 0)), { kind: 'remove' });
    expect(none.draft.region).toBeNull();
    expect(none.chosen).toBeNull();
  });

  it('lets go of what an undo took away', () => {
    const undone = begunWith(drawZone, { kind: 'undo' });
    expect(undone.chosen).toBeNull();
    expect(undone.draft).toEqual(begun.draft);
  });
});
