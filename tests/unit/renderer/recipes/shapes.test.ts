import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gripAt } from '../../../../renderer/features/recipes/plan-hand.ts';
import { plainDraft } from '../../../../renderer/features/recipes/recipe-draft.ts';
import { cornerMoved, movedBy, neighbour, rectangle, shapesOf } from '../../../../renderer/features/recipes/shapes.ts';
import { placeInView } from '../../../../renderer/overlay/plan.ts';
import { viewPoint } from '../../../../renderer/overlay/space.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const place = fc.record({ x: share, y: share });
const step = fc.double({ min: -2, max: 2, noNaN: true });
const shown = { picture: { width: 640, height: 480 }, placement: { scale: 1, left: 30, top: 20 } };
const region = rectangle({ x: 0.1, y: 0.1 }, { x: 0.9, y: 0.9 });
const inner = rectangle({ x: 0.4, y: 0.4 }, { x: 0.5, y: 0.5 });
const drawing = {
  ...plainDraft('Boards', 'demo', 'pcb-defects'),
  region,
  zones: [
    { name: 'Large', outline: rectangle({ x: 0.3, y: 0.3 }, { x: 0.7, y: 0.7 }) },
    { name: 'Small', outline: inner },
  ],
  lines: [{ name: 'Out', from: { x: 0.2, y: 0.8 }, to: { x: 0.8, y: 0.8 } }],
};
const at = (x: number, y: number) => placeInView(shown, { x, y });

describe('shapes of a recipe', () => {
  it('keep their form and stay in the picture, wherever they are moved to', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 3, maxLength: 8 }), step, step, (points, dx, dy) => {
        const moved = movedBy(points, dx, dy);
        const [from, to] = [points[0] ?? { x: 0, y: 0 }, moved[0] ?? { x: 0, y: 0 }];
        for (const [index, { x, y }] of moved.entries()) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(1);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(1);
          expect(x - (points[index]?.x ?? 0)).toBeCloseTo(to.x - from.x, 6);
        }
      }),
    );
  });

  it('a rectangle stays one when a corner is moved, another outline gives in there alone', () => {
    expect(cornerMoved(region, 2, { x: 0.5, y: 0.6 })).toEqual(rectangle({ x: 0.1, y: 0.1 }, { x: 0.5, y: 0.6 }));
    const bent = [...region.slice(0, 3), { x: 0.2, y: 0.8 }];
    expect(cornerMoved(bent, 3, { x: 0.3, y: 0.7 }).slice(0, 3)).toEqual(region.slice(0, 3));
  });

  it('are walked one by one with their corners, and left past the last', () => {
    const seen: string[] = [];
    for (let now = neighbour(drawing, null, 1); now !== null; now = neighbour(drawing, now, 1))
      seen.push(`${now.kind} ${now.index} ${now.corner}`);
    const all = shapesOf(drawing).reduce((count, { points }) => count + 1 + points.length, 0);
    expect(seen).toHaveLength(all);
    expect(new Set(seen).size).toBe(all);
    expect(neighbour(drawing, null, -1)).toEqual({ kind: 'line', index: 0, corner: 1 });
  });
});

describe('a hand on the plan', () => {
  it('takes the handle of what is chosen before anything under it', () => {
    const chosen = { kind: 'region', index: 0, corner: null } as const;
    expect(gripAt(at(0.1, 0.1), shown, drawing, chosen)).toMatchObject({ kind: 'corner', corner: 0 });
    expect(gripAt(at(0.5, 0.1), shown, drawing, chosen)).toMatchObject({ kind: 'side', corner: 0 });
  });

  it('hits a handle from 24 pixels away, and not from farther', () => {
    const chosen = { kind: 'zone', index: 1, corner: null } as const;
    const { x, y } = at(0.4, 0.4);
    expect(gripAt(viewPoint(x - 23, y), shown, drawing, chosen).kind).toBe('corner');
    expect(gripAt(viewPoint(x - 26, y), shown, drawing, chosen).kind).not.toBe('corner');
  });

  it('takes the smaller of two zones that lie in each other, and a line within reach', () => {
    expect(gripAt(at(0.45, 0.45), shown, drawing, null)).toEqual({ kind: 'body', of: { kind: 'zone', index: 1 } });
    expect(gripAt(at(0.5, 0.82), shown, drawing, null)).toEqual({ kind: 'body', of: { kind: 'line', index: 0 } });
  });

  it('takes nothing inside the region, where zones are drawn, until the region is chosen', () => {
    expect(gripAt(at(0.2, 0.5), shown, drawing, null)).toEqual({ kind: 'nothing' });
    const chosen = { kind: 'region', index: 0, corner: null } as const;
    expect(gripAt(at(0.22, 0.5), shown, drawing, chosen)).toEqual({ kind: 'body', of: { kind: 'region', index: 0 } });
  });
});
