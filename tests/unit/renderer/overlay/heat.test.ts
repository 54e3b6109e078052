import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeatMap } from '../../../../preload/contract/frames.ts';
import { heatColour, heatCover } from '../../../../renderer/overlay/heat-colours.ts';
import { limitContour } from '../../../../renderer/overlay/heat-contour.ts';

const heatOf = (columns: number, rows: number, values: readonly number[], limit: number): HeatMap => ({
  columns,
  rows,
  values: [...values],
  limit,
});

const linear = (channel: number): number => {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};
const luminance = (value: number): number => {
  const [red, green, blue] = heatColour(value).map(linear);
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
};

describe('the colours of heat', () => {
  it('grow lighter with every value, so that their order is seen without colour', () => {
    const seen = Array.from({ length: 256 }, (_, value) => luminance(value));
    expect(seen.slice(1).every((light, index) => light >= (seen[index] ?? 1) - 1e-9)).toBe(true);
    expect((seen[255] ?? 0) / (seen[0] ?? 1)).toBeGreaterThan(20);
  });

  it('leave the picture alone where it is like the good parts, and cover it from the limit on', () => {
    expect([0, 100, 200, 255].map((value) => heatCover(value, 100))).toEqual([0, 1, 1, 1]);
    expect(heatCover(50, 100)).toBeLessThan(0.5);
    expect(heatCover(0, 0)).toBe(0);
  });
});

describe('the contour of the limit', () => {
  it('goes once around a hot place, halfway to its neighbours', () => {
    const values = [0, 0, 0, 0, 200, 0, 0, 0, 0];
    const segments = limitContour(heatOf(3, 3, values, 100));
    const spots = segments.flat().map(([x, y]) => `${x.toFixed(4)} ${y.toFixed(4)}`);
    // Four corners, each met by two of the lines: it is closed.
    expect(segments).toHaveLength(4);
    expect(new Set(spots).size).toBe(4);
    expect(new Set(spots)).toContain(`${(0.5 - 1 / 6).toFixed(4)} 0.5000`);
  });

  it('is not there where nothing reaches the limit', () => {
    expect(limitContour(heatOf(2, 2, [10, 99, 0, 50], 100))).toEqual([]);
  });

  it('is closed for any heat, and lies within the picture', () => {
    const heat = fc
      .record({ columns: fc.integer({ min: 1, max: 9 }), rows: fc.integer({ min: 1, max: 9 }) })
      .chain(({ columns, rows }) =>
        fc
          .array(fc.integer({ min: 0, max: 255 }), { minLength: columns * rows, maxLength: columns * rows })
          .map((values) => heatOf(columns, rows, values, 128)),
      );
    fc.assert(
      fc.property(heat, (map) => {
        const ends = new Map<string, number>();
        for (const [x, y] of limitContour(map).flat()) {
          expect(x >= 0 && x <= 1 && y >= 0 && y <= 1).toBe(true);
          const key = `${x.toFixed(6)} ${y.toFixed(6)}`;
          ends.set(key, (ends.get(key) ?? 0) + 1);
        }
        expect([...ends.values()].filter((met) => met % 2 !== 0)).toEqual([]);
      }),
    );
  });
});
