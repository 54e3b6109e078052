import { describe, expect, it } from 'vitest';
import { atItsPlace, placeScaleOf } from '../../../../main/domain/anomaly/place-scale.ts';
import { uniform } from '../../../../main/domain/bootstrap.ts';

const grid = { width: 10, height: 8 };
const cells = grid.width * grid.height;
const isLeft = (cell: number): boolean => cell % grid.width < 3;

/** The left side lies farther off and varies more, as the rim of a part does. */
function goodMaps(count: number, left: number): Float32Array[] {
  const random = uniform(4);
  return Array.from({ length: count }, () =>
    Float32Array.from({ length: cells }, (_, cell) => 1 + random() * 0.2 + (isLeft(cell) ? left * (1 + random()) : 0)),
  );
}

describe('the scale of places', () => {
  it('makes the same step count more where good parts are all alike than where they vary', () => {
    const scale = placeScaleOf(goodMaps(20, 2), grid);
    const plain = new Float32Array(cells).fill(4);
    const placed = atItsPlace(plain, scale);
    // As far off as the rim often is: nothing there, much on the plain face.
    expect(placed[5]).toBeGreaterThan(2 * (placed[0] ?? 0));
  });

  it('leaves the order of distances alone where all places are alike', () => {
    const scale = placeScaleOf(goodMaps(20, 0), grid);
    const placed = atItsPlace(
      Float32Array.from({ length: cells }, (_, cell) => cell),
      scale,
    );
    for (const [cell, distance] of placed.entries()) {
      if (cell > 5) expect(Math.abs(distance / cell - 1)).toBeLessThan(0.5);
    }
  });

  it('changes nothing where no other part was seen, and gives no distance below nought', () => {
    const distances = Float32Array.from({ length: cells }, (_, cell) => cell / 10);
    expect(atItsPlace(distances, placeScaleOf([], grid))).toEqual(distances);
    const scale = placeScaleOf(goodMaps(12, 2), grid);
    expect(Math.min(...atItsPlace(new Float32Array(cells), scale))).toBe(0);
  });
});
