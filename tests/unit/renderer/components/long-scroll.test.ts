import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longScroll, offsetShowing, rowsInView } from '../../../../renderer/components/long-scroll.ts';

const list = fc.record({
  rows: fc.integer({ min: 1, max: 5_000_000 }),
  rowHeight: fc.integer({ min: 20, max: 80 }),
  viewHeight: fc.integer({ min: 100, max: 2_000 }),
});

describe('a scrollbar over a list of any length', () => {
  it('stays below what a browser can lay out', () => {
    fc.assert(fc.property(list, (any) => longScroll(any).contentHeight <= 8_000_000));
  });

  it('reaches both ends exactly', () => {
    fc.assert(
      fc.property(list, (any) => {
        const map = longScroll(any);
        const bottom = Math.max(0, map.contentHeight - any.viewHeight);
        expect(map.toOffset(0)).toBe(0);
        expect(map.toOffset(bottom)).toBeCloseTo(map.lastOffset, 3);
        expect(rowsInView(map.lastOffset, any).end).toBe(any.rows);
      }),
    );
  });

  it('comes back to where it was', () => {
    fc.assert(
      fc.property(list, fc.double({ min: 0, max: 1, noNaN: true }), (any, share) => {
        const map = longScroll(any);
        const offset = share * map.lastOffset;
        expect(Math.abs(map.toOffset(map.toScrollTop(offset)) - offset)).toBeLessThan(0.01);
      }),
    );
  });

  it('brings a row into view by the least move, and moves nothing for one that is in view', () => {
    fc.assert(
      fc.property(list, fc.nat(), fc.nat(), (any, pick, from) => {
        fc.pre(any.viewHeight > any.rowHeight * 2);
        const map = longScroll(any);
        const row = pick % any.rows;
        const offset = Math.min(map.lastOffset, from % (any.rows * any.rowHeight));
        const shown = offsetShowing(row, offset, any);
        const { first, end } = rowsInView(shown, any);
        expect(row >= first && row < end).toBe(true);
        expect(offsetShowing(row, shown, any)).toBe(shown);
      }),
    );
  });
});
