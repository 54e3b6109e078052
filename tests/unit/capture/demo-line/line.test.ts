import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDemoLine } from '../../../../main/capture/demo-line/line.ts';

const small = { width: 160, height: 160, beltGap: 24 };

const mean = (values: Uint8Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('createDemoLine', () => {
  it('gives the same frame in any order of asking', () => {
    const options = { ...small, seed: 5, defectsPerBoard: 2, lightingDrift: 0.2, blurDrift: 1, driftPeriodSeconds: 4 };
    const forwards = createDemoLine(options);
    const frames = Array.from({ length: 90 }, (_, index) => forwards.frameAt(index));
    const jumping = createDemoLine(options);
    fc.assert(
      fc.property(fc.nat(89), (index) => {
        expect(jumping.frameAt(index)).toEqual(frames[index]);
      }),
      { numRuns: 40 },
    );
  });

  it('draws what it has always drawn: what was measured and trained on it can be measured and trained again', () => {
    const hash = createHash('sha256');
    const plain = createDemoLine({ ...small, seed: 1 });
    const drifting = createDemoLine({ ...small, seed: 7, lightingDrift: 0.5, blurDrift: 3, driftPeriodSeconds: 8 });
    for (let index = 0; index < 2_000; index += 40) {
      for (const line of [plain, drifting]) hash.update(line.frameAt(index).luma);
    }
    expect(hash.digest('hex')).toBe('084c7f46ea4244f2f41b2a732f6e040fec8cdb56a552dab34f0af2c910f22512');
  });

  it('gives other boards for another seed', () => {
    const [one, two] = [1, 2].map((seed) => createDemoLine({ ...small, seed }).frameAt(0).luma);
    expect(one).not.toEqual(two);
  });

  it('hands out pictures that the caller may overwrite', () => {
    const line = createDemoLine(small);
    const before = line.frameAt(3).luma.slice();
    line.frameAt(3).luma.fill(0);
    expect(line.frameAt(3).luma).toEqual(before);
  });

  it('moves each board along by the set speed', () => {
    // 184 rows a board and 60 boards a minute at 23 frames a second are 8 rows a frame.
    const line = createDemoLine({ ...small, framesPerSecond: 23, boardsPerMinute: 60 });
    const [first, second] = [line.frameAt(0), line.frameAt(1)];
    expect(second.luma.subarray(0, 152 * 160)).toEqual(first.luma.subarray(8 * 160));
  });

  it('numbers the board under the middle of the picture and none over the belt', () => {
    const line = createDemoLine({ ...small, framesPerSecond: 23, boardsPerMinute: 60 });
    const parts = Array.from({ length: 46 }, (_, index) => line.frameAt(index).part);
    // Board 0 leaves the middle at row 160 of the belt, board 1 comes 24 rows later.
    expect(parts.slice(0, 10)).toEqual(new Array(10).fill(0));
    expect(parts.slice(10, 13)).toEqual(new Array(3).fill(undefined));
    expect(parts.slice(13, 33)).toEqual(new Array(20).fill(1));
    expect(parts.slice(33, 36)).toEqual(new Array(3).fill(undefined));
    expect(parts.slice(36)).toEqual(new Array(10).fill(2));
  });

  it('keeps boxes inside the picture and moves them with their board', () => {
    const line = createDemoLine({ ...small, width: 320, height: 320, seed: 9, defectsPerBoard: 5 });
    for (let index = 0; index < 120; index += 7) {
      for (const box of line.frameAt(index).truth) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.y).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(320);
        expect(box.y + box.height).toBeLessThanOrEqual(320);
      }
    }
  });

  it('leaves about 70 % of the boards good by default', () => {
    const line = createDemoLine({ width: 320, height: 320, beltGap: 0, boardsPerMinute: 60, framesPerSecond: 1 });
    const boards = Array.from({ length: 200 }, (_, index) => line.frameAt(index));
    const bad = boards.filter((frame) => frame.truth.length > 0).length / boards.length;
    // 30 % and three standard errors (3.2 % each); a few defects find no place on so small a board.
    expect(bad).toBeGreaterThan(0.2);
    expect(bad).toBeLessThan(0.4);
  });

  it('swings the light by the set share over the period', () => {
    const steady = createDemoLine({ ...small, driftPeriodSeconds: 8, boardsPerMinute: 0.001 });
    const swinging = createDemoLine({ ...small, driftPeriodSeconds: 8, boardsPerMinute: 0.001, lightingDrift: 0.2 });
    const ratio = (index: number): number => mean(swinging.frameAt(index).luma) / mean(steady.frameAt(index).luma);
    expect(ratio(0)).toBeCloseTo(1, 2);
    expect(ratio(60)).toBeCloseTo(1.2, 1);
    expect(ratio(180)).toBeCloseTo(0.8, 1);
  });

  it('softens edges by the set blur at the middle of the period', () => {
    const line = createDemoLine({ ...small, driftPeriodSeconds: 8, boardsPerMinute: 0.001, blurDrift: 1.5 });
    const levels = (index: number): number => new Set(line.frameAt(index).luma).size;
    expect(levels(0)).toBeLessThanOrEqual(3);
    expect(levels(120)).toBeGreaterThan(20);
  });

  it.each([
    [{ framesPerSecond: 0 }, 'Expected framesPerSecond to be a positive integer, got 0'],
    [{ framesPerSecond: 29.97 }, 'Expected framesPerSecond to be a positive integer, got 29.97'],
    [{ width: 10 }, 'Expected width to be a whole number from 64 to 4096, got 10'],
    [{ defectsPerBoard: -1 }, 'Expected defectsPerBoard to be a number from 0 to 40, got -1'],
    [{ lightingDrift: Number.NaN }, 'Expected lightingDrift to be a number from 0 to 0.9, got NaN'],
    [{ seed: 1.5 }, 'Expected seed to be a whole number from 0 to 4294967295, got 1.5'],
  ])('refuses %j in one sentence', (options, message) => {
    expect(() => createDemoLine(options)).toThrow(message);
  });

  it('refuses a frame index that is none', () => {
    expect(() => createDemoLine(small).frameAt(-1)).toThrow(
      'Expected the frame index to be a whole number from 0, got -1',
    );
  });
});
