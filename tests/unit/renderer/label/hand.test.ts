import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boxBetween,
  cornerOf,
  corners,
  movedBox,
  resizedBox,
} from '../../../../renderer/features/label/box-geometry.ts';
import type { EditBox } from '../../../../renderer/features/label/editing.ts';
import { gripAt, handleReach, touchSide } from '../../../../renderer/features/label/hand.ts';
import { imagePoint, toImage, toView, viewPoint } from '../../../../renderer/overlay/space.ts';
import { panned, wholePicture, zoomed } from '../../../../renderer/overlay/zoom.ts';

const picture = { width: 640, height: 480 };
const view = { width: 900, height: 700 };
const placement = { scale: 2, left: 10, top: 20 };
const at = (x: number, y: number) => toView(placement, imagePoint(x, y));
const made = (id: number, x: number, y: number, side: number): EditBox => ({
  id,
  label: 'open',
  box: { x, y, width: side, height: side },
  by: 'person',
  score: null,
});
const large = made(1, 100, 100, 200);
const inner = made(2, 150, 150, 20);

const side = fc.double({ min: 0, max: 640, noNaN: true });
const point = fc.record({ x: side, y: side }).map(({ x, y }) => imagePoint(x, y));

describe('a hand on the picture', () => {
  it('takes the smaller of two boxes that lie in each other', () => {
    expect(gripAt(at(160, 160), placement, { boxes: [large, inner], selected: null })).toEqual({ kind: 'body', id: 2 });
  });

  it('takes the selected box where its inside is hit, though a smaller one lies on it', () => {
    expect(gripAt(at(160, 160), placement, { boxes: [large, inner], selected: 1 })).toEqual({ kind: 'body', id: 1 });
  });

  it('takes a tiny box that was hit only nearly', () => {
    const tiny = made(3, 400, 300, 4);
    expect(gripAt(viewPoint(830, 640), placement, { boxes: [tiny], selected: null })).toEqual({ kind: 'body', id: 3 });
  });

  it('takes nothing beside the boxes', () => {
    expect(gripAt(at(5, 5), placement, { boxes: [large], selected: null })).toEqual({ kind: 'nothing' });
  });

  it('finds every handle of the selected box under a finger of 48 pixels', () => {
    for (const corner of corners) {
      const reach = handleReach(placement, large.box, corner);
      expect([reach.right - reach.left, reach.bottom - reach.top]).toEqual([touchSide, touchSide]);
      const middle = viewPoint((reach.left + reach.right) / 2, (reach.top + reach.bottom) / 2);
      expect(gripAt(middle, placement, { boxes: [large], selected: 1 })).toEqual({ kind: 'corner', id: 1, corner });
    }
  });

  it('leaves the middle of a small selected box to be moved', () => {
    const middle = at(inner.box.x + 10, inner.box.y + 10);
    expect(gripAt(middle, placement, { boxes: [inner], selected: 2 })).toEqual({ kind: 'body', id: 2 });
  });
});

describe('boxes under the hand', () => {
  it('keep the corner across from the one that is pulled, unless it is pulled past it', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, to) => {
        const box = boxBetween(a, b, picture);
        const pulled = resizedBox(box, 'bottom-right', to, picture);
        expect(pulled.x + pulled.width).toBeLessThanOrEqual(picture.width + 1e-9);
        const fixed = cornerOf(box, 'top-left');
        if (to.x > fixed.x + 2 && fixed.x <= picture.width - 2) expect(pulled.x).toBeCloseTo(fixed.x, 9);
      }),
    );
  });

  it('keep their size while they are moved', () => {
    fc.assert(
      fc.property(point, point, fc.integer(), fc.integer(), (a, b, dx, dy) => {
        const box = boxBetween(a, b, picture);
        const { x, y, width, height } = movedBox(box, dx, dy, picture);
        expect([width, height]).toEqual([box.width, box.height]);
        expect(x >= 0 && y >= 0 && x + width <= picture.width + 1e-9 && y + height <= picture.height + 1e-9).toBe(true);
      }),
    );
  });
});

describe('zoom', () => {
  it('shows the whole picture with air around it', () => {
    const whole = wholePicture(picture, view);
    expect(toView(whole, imagePoint(0, 0)).x).toBeGreaterThan(0);
    expect(toView(whole, imagePoint(picture.width, picture.height)).x).toBeLessThan(view.width);
  });

  it('keeps what lies under the pointer there once the picture is larger than the view', () => {
    const near = zoomed(wholePicture(picture, view), 4, viewPoint(450, 350), picture, view);
    const under = toImage(near, viewPoint(300, 200));
    const nearer = zoomed(near, 1.5, viewPoint(300, 200), picture, view);
    expect(toImage(nearer, viewPoint(300, 200)).x).toBeCloseTo(under.x, 6);
    expect(toImage(nearer, viewPoint(300, 200)).y).toBeCloseTo(under.y, 6);
  });

  it('never loses the picture, however far it is pushed or turned', () => {
    const far = fc.integer({ min: -5_000, max: 5_000 });
    const factor = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(far, far, factor, (dx, dy, by) => {
        const moved = panned(
          zoomed(wholePicture(picture, view), by, viewPoint(9, 9), picture, view),
          dx,
          dy,
          picture,
          view,
        );
        expect(moved.left).toBeLessThan(view.width);
        expect(moved.top).toBeLessThan(view.height);
        expect(moved.left + picture.width * moved.scale).toBeGreaterThan(0);
        expect(moved.top + picture.height * moved.scale).toBeGreaterThan(0);
      }),
    );
  });
});
