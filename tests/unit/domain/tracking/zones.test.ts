import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineCounter } from '../../../../main/domain/tracking/line-counter.ts';
import { isInside, ZoneWatch } from '../../../../main/domain/tracking/zone.ts';

/** A box whose foot stands at a point. */
const standing = (id: number, x: number, y: number) => ({ id, box: { x: x - 5, y: y - 20, width: 10, height: 20 } });
const square = [
  { x: 100, y: 100 },
  { x: 200, y: 100 },
  { x: 200, y: 200 },
  { x: 100, y: 200 },
];

describe('a zone', () => {
  it('holds a point inside a rectangle and no other', () => {
    const coordinate = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        fc.pre(![x, y].some((at) => at === 100 || at === 200));
        expect(isInside({ x, y }, square)).toBe(x > 100 && x < 200 && y > 100 && y < 200);
      }),
    );
  });

  it('measures how long a thing stays, through moments out of sight, anew when it went out', () => {
    const zone = new ZoneWatch(square, 1_000);
    zone.see([standing(1, 150, 150)], 0);
    zone.see([], 500);
    expect(zone.see([standing(1, 160, 150)], 900).get(1)).toEqual({ enteredAtMs: 0, stayedMs: 900 });
    expect(zone.see([standing(1, 300, 150)], 1_000).size).toBe(0);
    expect(zone.see([standing(1, 150, 150)], 1_100).get(1)).toEqual({ enteredAtMs: 1_100, stayedMs: 0 });
    expect(zone.see([], 2_100).size).toBe(0);
  });
});

describe('a counting line', () => {
  const line = { from: { x: 100, y: 200 }, to: { x: 300, y: 200 }, marginPixels: 4 };
  const walk = (ys: readonly number[], x = 200) => {
    const counter = new LineCounter(line, 1_000);
    return ys.map((y, frame) => counter.see([standing(1, x, y)], frame * 33)).at(-1);
  };

  it('counts each crossing once, by its direction', () => {
    expect(walk([150, 180, 220, 260])).toEqual({ in: 1, out: 0 });
    expect(walk([260, 220, 180, 150])).toEqual({ in: 0, out: 1 });
    expect(walk([150, 260, 150, 260])).toEqual({ in: 2, out: 1 });
  });

  it('counts a thing that trembles on the line once', () => {
    expect(walk([150, 198, 202, 199, 203, 198, 202, 240])).toEqual({ in: 1, out: 0 });
  });

  it('does not count what goes past its ends', () => {
    expect(walk([150, 260], 50)).toEqual({ in: 0, out: 0 });
  });
});
