import { describe, expect, it } from 'vitest';
import { silentListening } from '../../../../main/engine/listen/stopped-listening.ts';
import { remembered, shareOf, shownMs } from '../../../../renderer/features/listen/level-history.ts';

const heard = (rmsDb: number, speaking: boolean) => ({
  ...silentListening,
  state: 'running' as const,
  level: { rmsDb, peakDb: rmsDb + 6 },
  speaking,
});

describe('the level that is remembered', () => {
  it('is that of the last half minute, oldest first', () => {
    const first = remembered([], heard(-40, false), 1_000);
    const second = remembered(first, heard(-20, true), 2_000);
    expect(second.map(({ rmsDb, speaking }) => [rmsDb, speaking])).toEqual([
      [-40, false],
      [-20, true],
    ]);
    expect(remembered(second, heard(-30, false), 1_000 + shownMs)).toHaveLength(2);
  });

  it('does not grow while nothing is heard', () => {
    const moments = remembered([], heard(-40, false), 1_000);
    expect(remembered(moments, silentListening, 1_500)).toEqual(moments);
  });
});

describe('a level on screen', () => {
  it.each([
    [-100, 0],
    [-60, 0],
    [-30, 0.5],
    [0, 1],
  ])('of %d dB fills a share of %d', (db, share) => expect(shareOf(db)).toBe(share));
});
