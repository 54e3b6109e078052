import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineCounter } from '../../../../main/domain/tracking/line-counter.ts';
import { inward, placeInView, viewInPlace } from '../../../../renderer/overlay/plan.ts';
import { fitInto, viewPoint } from '../../../../renderer/overlay/space.ts';

const side = fc.integer({ min: 16, max: 4_000 });
const size = fc.record({ width: side, height: side });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const place = fc.record({ x: share, y: share });

describe('a plan over its picture', () => {
  it('puts a place where it was taken from, whatever the sizes of picture and view', () => {
    fc.assert(
      fc.property(size, size, place, (picture, view, at) => {
        const shown = { picture, placement: fitInto(picture, view) };
        const back = viewInPlace(shown, placeInView(shown, at));
        expect(back.x).toBeCloseTo(at.x, 6);
        expect(back.y).toBeCloseTo(at.y, 6);
      }),
    );
  });

  it('takes the nearest place of the rim for a point beside the picture', () => {
    const shown = { picture: { width: 100, height: 50 }, placement: { scale: 2, left: 10, top: 20 } };
    expect(viewInPlace(shown, viewPoint(0, 60))).toEqual({ x: 0, y: 0.4 });
    expect(viewInPlace(shown, viewPoint(500, 500))).toEqual({ x: 1, y: 1 });
  });

  it('points the arrow of a line to where the counter counts in', () => {
    const points = fc.record({ x: fc.integer({ min: 0, max: 600 }), y: fc.integer({ min: 0, max: 600 }) });
    fc.assert(
      fc.property(points, points, (from, to) => {
        fc.pre(Math.hypot(to.x - from.x, to.y - from.y) > 20);
        const way = inward(viewPoint(from.x, from.y), viewPoint(to.x, to.y));
        const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
        const seen = (away: number) => [
          { id: 1, box: { x: middle.x + way.x * away - 1, y: middle.y + way.y * away - 2, width: 2, height: 2 } },
        ];
        const counter = new LineCounter({ from, to, marginPixels: 2 }, 1_000);
        counter.see(seen(-8), 0);
        expect(counter.see(seen(8), 100)).toEqual({ in: 1, out: 0 });
      }),
    );
  });
});
