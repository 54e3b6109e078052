import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf, centreOf, cornersOf, crossesItself, overlap } from '../../../../main/domain/recipe/geometry.ts';
import { isCutOff, measureMm, scaleOf } from '../../../../main/domain/recipe/scale.ts';
import { isInside } from '../../../../main/domain/tracking/zone.ts';
import { rectangle } from './fixture-recipe.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const side = fc.integer({ min: 16, max: 8_000 });
const size = fc.record({ width: side, height: side });
const whole = fc.integer({ min: 0, max: 50 });
const point = fc.record({ x: whole, y: whole });

/** Corners around a centre, in the order of their angles: such an outline cannot cross itself. */
const star = fc
  .array(fc.record({ angle: fc.integer({ min: 0, max: 359 }), radius: fc.integer({ min: 5, max: 50 }) }), {
    minLength: 3,
    maxLength: 12,
  })
  .map((spokes) => [...new Map(spokes.map((spoke) => [spoke.angle, spoke])).values()].sort((a, b) => a.angle - b.angle))
  .filter(
    (spokes) =>
      spokes.length >= 3 &&
      spokes.every(({ angle }, at) => {
        const next = spokes[(at + 1) % spokes.length]?.angle ?? 0;
        const gap = (next - angle + 360) % 360;
        return gap > 0 && gap < 170;
      }),
  )
  .map((spokes) =>
    spokes.map(({ angle, radius }) => ({
      x: 100 + radius * Math.cos((angle * Math.PI) / 180),
      y: 100 + radius * Math.sin((angle * Math.PI) / 180),
    })),
  );

describe('places on a picture', () => {
  it('stay where they are when the camera is given another size', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: share, y: share }), { minLength: 3, maxLength: 8 }),
        size,
        (outline, picture) => {
          const corners = cornersOf(outline, picture);
          for (const [at, { x, y }] of corners.entries()) {
            expect(x / picture.width).toBeCloseTo(outline[at]?.x ?? Number.NaN, 9);
            expect(y / picture.height).toBeCloseTo(outline[at]?.y ?? Number.NaN, 9);
          }
        },
      ),
    );
  });

  it('cover the same area whichever way round and from whichever corner they were drawn', () => {
    fc.assert(
      fc.property(star, fc.nat(), (corners, turned) => {
        const at = turned % corners.length;
        const other = [...corners.slice(at), ...corners.slice(0, at)].reverse();
        expect(areaOf(other)).toBeCloseTo(areaOf(corners), 6);
        expect(areaOf(corners)).toBeGreaterThan(0);
      }),
    );
  });

  it('know the area of a rectangle, and that a line has none', () => {
    expect(areaOf(rectangle(1, 2, 30, 4))).toBe(120);
    expect(
      areaOf([
        { x: 0, y: 0 },
        { x: 5, y: 5 },
        { x: 9, y: 9 },
      ]),
    ).toBe(0);
  });

  it('do not cross themselves where their corners go round a centre', () => {
    fc.assert(fc.property(star, (corners) => !crossesItself(corners)));
  });

  it('cross themselves once two corners of a rectangle are swapped', () => {
    fc.assert(
      fc.property(
        point,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        ({ x, y }, width, height) => {
          const [a, b, c, d] = rectangle(x, y, width, height);
          if (a === undefined || b === undefined || c === undefined || d === undefined) return;
          expect(crossesItself([a, b, c, d])).toBe(false);
          expect(crossesItself([a, c, b, d])).toBe(true);
        },
      ),
    );
  });

  it.each([
    [
      'goes back over its own side',
      [
        { x: 0, y: 0 },
        { x: 9, y: 0 },
        { x: 4, y: 0 },
        { x: 4, y: 6 },
      ],
      true,
    ],
    [
      'touches a side with a corner',
      [
        { x: 0, y: 0 },
        { x: 8, y: 0 },
        { x: 8, y: 8 },
        { x: 4, y: 0 },
        { x: 0, y: 8 },
      ],
      true,
    ],
    [
      'goes on straight over a corner',
      [
        { x: 0, y: 0 },
        { x: 4, y: 0 },
        { x: 8, y: 0 },
        { x: 4, y: 6 },
      ],
      false,
    ],
  ])('that %s', (_, corners, isCrossed) => {
    expect(crossesItself(corners)).toBe(isCrossed);
  });

  it('share a part of the picture with what reaches into them, whoever is asked', () => {
    fc.assert(
      fc.property(point, point, fc.integer({ min: 1, max: 30 }), (a, b, length) => {
        const [one, two] = [rectangle(a.x, a.y, 20, 20), rectangle(b.x, b.y, length, length)];
        const apart = b.x > a.x + 20 || b.x + length < a.x || b.y > a.y + 20 || b.y + length < a.y;
        expect(overlap(one, two)).toBe(!apart);
        expect(overlap(two, one)).toBe(!apart);
      }),
    );
  });

  it('hold a thing by the centre of its box, in one zone of two that share a side', () => {
    fc.assert(
      fc.property(
        fc.record({
          x: whole,
          y: whole,
          width: fc.integer({ min: 1, max: 40 }),
          height: fc.integer({ min: 1, max: 40 }),
        }),
        (box) => {
          const centre = centreOf(box);
          const halves = [rectangle(0, 0, 40, 100), rectangle(40, 0, 60, 100)];
          const isIn = centre.x < 100 && centre.y < 100;
          expect(halves.filter((corners) => isInside(centre, corners))).toHaveLength(isIn ? 1 : 0);
        },
      ),
    );
  });
});

describe('a calibration', () => {
  const marked = { from: { x: 0.1, y: 0.2 }, to: { x: 0.1, y: 0.7 }, mm: 50 };

  it('tells millimetres along both axes, whatever the size of the picture', () => {
    expect(scaleOf(marked, { width: 640, height: 1000 })).toEqual({ mmPerPixelX: 0.1, mmPerPixelY: 0.1 });
    expect(scaleOf(marked, { width: 1280, height: 2000 })).toEqual({ mmPerPixelX: 0.05, mmPerPixelY: 0.05 });
  });

  it('measures its own two points as far apart as was said', () => {
    fc.assert(
      fc.property(
        fc.record({ x: share, y: share }),
        fc.record({ x: share, y: share }),
        size,
        fc.double({ min: 0.1, max: 5_000, noNaN: true }),
        (from, to, picture, mm) => {
          fc.pre(Math.hypot(to.x - from.x, to.y - from.y) > 0.01);
          const { mmPerPixelX, mmPerPixelY } = scaleOf({ from, to, mm }, picture);
          const across = (to.x - from.x) * picture.width * mmPerPixelX;
          const down = (to.y - from.y) * picture.height * mmPerPixelY;
          expect(Math.hypot(across, down)).toBeCloseTo(mm, 6);
        },
      ),
    );
  });

  it('measures the side of a box that was asked for', () => {
    const scale = { mmPerPixelX: 0.1, mmPerPixelY: 0.1 };
    const box = { x: 5, y: 5, width: 40, height: 90 };
    const sides = (['width', 'height', 'longer', 'shorter'] as const).map((side) => measureMm(box, side, scale));
    expect(sides).toEqual([4, 9, 9, 4]);
  });

  it('does not trust a box that the border of the picture cuts off', () => {
    const picture = { width: 100, height: 80 };
    expect(isCutOff({ x: 10, y: 10, width: 20, height: 20 }, picture)).toBe(false);
    for (const box of [
      { x: 0, y: 10, width: 20, height: 20 },
      { x: 10, y: -3, width: 20, height: 20 },
      { x: 80.5, y: 10, width: 19, height: 20 },
      { x: 10, y: 60, width: 20, height: 20 },
    ]) {
      expect(isCutOff(box, picture)).toBe(true);
    }
  });
});
