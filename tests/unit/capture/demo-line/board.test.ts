import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderBoard } from '../../../../main/capture/demo-line/board.ts';
import { boxAround } from '../../../../main/capture/demo-line/brush.ts';
import { BOX_MARGIN, DEFECT_LABELS } from '../../../../main/capture/demo-line/defects.ts';

const small = { width: 320, height: 320 };

describe('renderBoard', () => {
  it('gives the same board for the same seed', () => {
    expect(renderBoard(7, small)).toEqual(renderBoard(7, small));
  });

  it('gives different boards for neighbouring seeds', () => {
    expect(renderBoard(7, small).copper).not.toEqual(renderBoard(8, small).copper);
  });

  it('gives a 640 by 640 picture of copper and bare board alone unless told otherwise', () => {
    const board = renderBoard(3);
    expect([board.width, board.height, board.copper.length]).toEqual([640, 640, 640 * 640]);
    expect([...new Set(board.copper)].sort((a, b) => a - b)).toEqual([0, 255]);
  });

  it('keeps every box inside the picture and larger than the margin around the change', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), (seed) => {
        const { truth, width, height } = renderBoard(seed, { ...small, defectsPerBoard: 6 });
        for (const box of truth) {
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(width);
          expect(box.y + box.height).toBeLessThanOrEqual(height);
          expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(BOX_MARGIN);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('changes pixels within the boxes and nowhere else', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const good = renderBoard(seed, { ...small, defectsPerBoard: 0 });
      const spoilt = renderBoard(seed, { ...small, defectsPerBoard: 6 });
      expect(good.truth).toEqual([]);
      const outside = spoilt.copper.findIndex((value, at) => {
        const [x, y] = [at % 320, Math.floor(at / 320)];
        const boxed = spoilt.truth.some((b) => x >= b.x && y >= b.y && x <= b.x + b.width && y <= b.y + b.height);
        return value !== good.copper[at] && !boxed;
      });
      expect(outside).toBe(-1);
    }
  });

  it('draws every box closely around what looks different, and leaves something to see in it', () => {
    for (const seed of [11, 12, 13]) {
      const good = renderBoard(seed, { defectsPerBoard: 0 });
      const spoilt = renderBoard(seed, { defectsPerBoard: 8 });
      expect(spoilt.truth.length).toBeGreaterThan(0);
      for (const box of spoilt.truth) {
        const changed = Array.from(spoilt.copper.keys()).filter((at) => {
          const [x, y] = [at % 640, Math.floor(at / 640)];
          const inside = x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;
          return inside && spoilt.copper[at] !== good.copper[at];
        });
        expect(changed.length).toBeGreaterThanOrEqual(12);
        const { left, top, right, bottom } = boxAround(changed, 640);
        // The picture's border cuts a box off; edges that the change crosses are in it by three pixels more.
        const beyond = [left - box.x, top - box.y, box.x + box.width - right, box.y + box.height - bottom];
        const border = [left, top, 640 - right, 640 - bottom];
        for (const [side, pixels] of beyond.entries()) {
          expect(pixels).toBeGreaterThanOrEqual(Math.min(BOX_MARGIN, border[side] ?? 0));
          expect(pixels).toBeLessThanOrEqual(BOX_MARGIN + 3);
        }
      }
    }
  });

  it('spoils about as many places as asked, within 25 %', () => {
    const boards = Array.from({ length: 60 }, (_, seed) => renderBoard(seed, { defectsPerBoard: 6 }));
    const mean = boards.reduce((sum, board) => sum + board.truth.length, 0) / boards.length;
    // Three standard errors are 16 %; on sparse boards some kinds find no place.
    expect(mean).toBeGreaterThan(6 * 0.75);
    expect(mean).toBeLessThan(6 * 1.25);
  });

  it('draws all six kinds, none below half its even share', () => {
    const counts = new Map(DEFECT_LABELS.map((label) => [label, 0]));
    for (let seed = 100; seed < 150; seed += 1) {
      for (const { label } of renderBoard(seed, { defectsPerBoard: 8 }).truth)
        counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
    expect(Math.min(...counts.values())).toBeGreaterThan(total / 12);
  });
});
