import { describe, expect, it } from 'vitest';
import { paceOf, remember } from '../../../../renderer/features/label/pace.ts';

const minute = 60_000;

describe('pace', () => {
  it('is unknown before the second decision', () => {
    expect(paceOf([], 0, 10)).toBeNull();
    expect(paceOf([0], 0, 10)).toBeNull();
  });

  it('tells decisions a minute, and how long the rest takes at that', () => {
    const times = [0, 5_000, 10_000, 15_000];
    expect(paceOf(times, 16_000, 24)).toEqual({ perMinute: 12, minutesLeft: 2 });
  });

  it('begins anew after a break', () => {
    const times = [0, 1_000, 20 * minute, 20 * minute + 30_000];
    expect(paceOf(times, 21 * minute, 4)).toEqual({ perMinute: 2, minutesLeft: 2 });
    expect(paceOf(times, 40 * minute, 4)).toBeNull();
  });

  it('looks back on the last decisions only', () => {
    const times = Array.from({ length: 90 }, (_, index) => index).reduce<readonly number[]>(remember, []);
    expect(times).toHaveLength(20);
    expect(times.at(-1)).toBe(89);
  });
});
