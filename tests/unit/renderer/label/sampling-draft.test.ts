import { describe, expect, it } from 'vitest';
import { usualSampling } from '../../../../preload/contract/sampling.ts';
import { draftOf, settingsIn } from '../../../../renderer/features/label/sampling-draft.ts';

const typed = (part: Partial<ReturnType<typeof draftOf>>) =>
  settingsIn({ ...draftOf(usualSampling), ...part }, usualSampling);

describe('sampling as it is typed', () => {
  it('comes back unchanged to the byte when nothing was touched', () => {
    expect(typed({})).toEqual(usualSampling);
  });

  it('reads percentages, gigabytes and a decimal comma', () => {
    expect(typed({ low: '0,35', controlPercent: '2,5', diskGigabytes: '1.5' })).toEqual({
      ...usualSampling,
      band: { low: 0.35, high: 0.7 },
      controlShare: 0.025,
      mostBytes: 1_500_000_000,
    });
  });

  it('names what is wrong', () => {
    expect(typed({ low: '0.8' })).toBe('band');
    expect(typed({ high: 'much' })).toBe('band');
    expect(typed({ controlPercent: '101' })).toBe('share');
    expect(typed({ perDay: '1.5' })).toBe('limits');
    expect(typed({ perMinute: '' })).toBe('limits');
  });
});
