import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitInto, imagePoint, regionAround, toView } from '../../../../renderer/overlay/space.ts';

const side = fc.integer({ min: 16, max: 4_000 });
const size = fc.record({ width: side, height: side });

describe('fitting a picture into the view', () => {
  it('keeps every picture whole, in the middle, and undistorted', () => {
    fc.assert(
      fc.property(size, size, (picture, view) => {
        const placement = fitInto(picture, view);
        const from = toView(placement, imagePoint(0, 0));
        const to = toView(placement, imagePoint(picture.width, picture.height));
        expect(from.x).toBeGreaterThanOrEqual(-1e-6);
        expect(from.y).toBeGreaterThanOrEqual(-1e-6);
        expect(from.x + to.x).toBeCloseTo(view.width, 6);
        expect(from.y + to.y).toBeCloseTo(view.height, 6);
        expect((to.x - from.x) / picture.width).toBeCloseTo((to.y - from.y) / picture.height, 6);
      }),
    );
  });
});

describe('the region around a box', () => {
  it('holds the box and lies inside the picture', () => {
    const within = fc
      .tuple(size, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([picture, across, down]) => {
        const width = Math.min(picture.width, picture.height) / 4;
        const box = { x: across * (picture.width - width), y: down * (picture.height - width), width, height: width };
        return { picture, box };
      });
    fc.assert(
      fc.property(within, ({ picture, box }) => {
        const region = regionAround(box, picture, 32);
        expect(region.x).toBeGreaterThanOrEqual(0);
        expect(region.y).toBeGreaterThanOrEqual(0);
        expect(region.x + region.width).toBeLessThanOrEqual(picture.width + 1e-6);
        expect(region.y + region.height).toBeLessThanOrEqual(picture.height + 1e-6);
        expect(region.x).toBeLessThanOrEqual(box.x + 1e-6);
        expect(region.x + region.width).toBeGreaterThanOrEqual(box.x + box.width - 1e-6);
      }),
    );
  });

  it('is square, so that nothing is stretched', () => {
    const region = regionAround({ x: 600, y: 10, width: 30, height: 8 }, { width: 640, height: 480 }, 96);
    expect(region).toEqual({ x: 544, y: 0, width: 96, height: 96 });
  });
});
