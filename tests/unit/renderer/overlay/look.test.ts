import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closestZoom, pannedBy, placementOf, wholePicture, zoomedAt } from '../../../../renderer/overlay/look.ts';
import { fitInto, toImage, viewPoint } from '../../../../renderer/overlay/space.ts';

const side = fc.integer({ min: 40, max: 4_000 });
const size = fc.record({ width: side, height: side });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const step = fc.oneof(
  fc.record({ zoom: fc.double({ min: 0.2, max: 5, noNaN: true }), across: share, down: share }),
  fc.record({ dx: fc.integer({ min: -900, max: 900 }), dy: fc.integer({ min: -900, max: 900 }) }),
);

describe('looking closer at the live picture', () => {
  it('shows the whole picture as it fits, as long as nobody looks closer', () => {
    fc.assert(
      fc.property(size, size, (picture, view) => {
        const { scale, left, top } = placementOf(wholePicture, picture, view);
        const fitted = fitInto(picture, view);
        expect([scale, left, top]).toEqual([fitted.scale, fitted.left, fitted.top].map((v) => expect.closeTo(v, 6)));
      }),
    );
  });

  it('keeps what lies under the fingers under them, where the edges allow', () => {
    const picture = { width: 640, height: 480 };
    const view = { width: 800, height: 600 };
    const at = viewPoint(500, 200);
    const before = toImage(placementOf(wholePicture, picture, view), at);
    const after = toImage(placementOf(zoomedAt(wholePicture, 3, at, picture, view), picture, view), at);
    expect([after.x, after.y]).toEqual([expect.closeTo(before.x, 6), expect.closeTo(before.y, 6)]);
  });

  it('never shows a gap beside a picture that is larger than the view, however it was moved', () => {
    fc.assert(
      fc.property(size, size, fc.array(step, { maxLength: 12 }), (picture, view, steps) => {
        let look = wholePicture;
        for (const move of steps) {
          look =
            'zoom' in move
              ? zoomedAt(look, move.zoom, viewPoint(move.across * view.width, move.down * view.height), picture, view)
              : pannedBy(look, move.dx, move.dy, picture, view);
        }
        expect(look.zoom).toBeGreaterThanOrEqual(1);
        expect(look.zoom).toBeLessThanOrEqual(closestZoom);
        const { scale, left, top } = placementOf(look, picture, view);
        for (const [start, length, room] of [
          [left, picture.width * scale, view.width],
          [top, picture.height * scale, view.height],
        ] as const) {
          if (length <= room + 1e-6) expect(start).toBeCloseTo((room - length) / 2, 4);
          else expect(start <= 1e-6 && start + length >= room - 1e-6).toBe(true);
        }
      }),
    );
  });

  it('is exactly as close as the closest where more was asked for', () => {
    const picture = { width: 681, height: 40 };
    const view = { width: 40, height: 40 };
    const corner = viewPoint(0, 0);
    const close = zoomedAt(wholePicture, 4.849685265822049, corner, picture, view);
    expect(zoomedAt(close, 1.6495915840930258, corner, picture, view).zoom).toBe(closestZoom);
  });

  it('comes back to the whole picture in its middle', () => {
    const view = { width: 800, height: 600 };
    const picture = { width: 640, height: 480 };
    const close = zoomedAt(wholePicture, 4, viewPoint(10, 10), picture, view);
    expect(zoomedAt(close, 0.01, viewPoint(700, 500), picture, view)).toEqual(wholePicture);
  });
});
