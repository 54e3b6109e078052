import { describe, expect, it } from 'vitest';
import { dropScraps, pieceAt } from '../../../../main/capture/demo-line/pieces.ts';
import { createCoverage } from '../../../../main/capture/demo-line/raster.ts';

const width = 100;

function withBlocks(...blocks: readonly (readonly [x: number, y: number, side: number])[]) {
  const coverage = createCoverage(width, width);
  for (const [x, y, side] of blocks) {
    for (let row = y; row < y + side; row += 1) coverage.values.fill(255, row * width + x, row * width + x + side);
  }
  return coverage;
}

describe('pieceAt', () => {
  it('finds what hangs together side by side and marks it', () => {
    const coverage = withBlocks([10, 10, 4], [14, 10, 4], [18, 14, 4]);
    const seen = new Uint8Array(coverage.values.length);
    const found = new Uint32Array(coverage.values.length);
    // The third block touches the second at a corner alone.
    expect(pieceAt(coverage, 10 * width + 10, seen, found)).toHaveLength(32);
    expect(seen.filter((mark) => mark === 1)).toHaveLength(32);
  });
});

describe('dropScraps', () => {
  it('clears small scraps of pour and leaves large ones', () => {
    const { values } = dropScraps(withBlocks([5, 5, 20], [40, 40, 40]));
    expect([values[5 * width + 5], values[40 * width + 40]]).toEqual([0, 255]);
    expect(values.filter((value) => value > 0)).toHaveLength(1600);
  });
});
