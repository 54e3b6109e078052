import { describe, expect, it } from 'vitest';
import { bytes, duration, milliseconds, percent } from '../../../../renderer/components/numbers.ts';
import { agoText, untilText } from '../../../../renderer/components/time.tsx';

describe('figures on screen', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [3_100_000, '3.1 MB'],
    [48_000_000_000, '48.0 GB'],
  ])('%d bytes read %s', (value, text) => {
    expect(bytes(value, 'en-GB')).toBe(text);
  });

  it('a rate of nothing is a dash, never a division by zero', () => {
    expect(percent(0, 0, 'en-GB')).toBe('–');
    expect(percent(1, 8, 'en-GB')).toBe('12.5%');
  });

  it('latencies show the digits that matter', () => {
    expect([7.31, 21.4, 1_539].map((ms) => milliseconds(ms, 'en-GB'))).toEqual(['7.3', '21', '1,539']);
  });

  it.each([
    [700, '0.7 s'],
    [59_000, '59 s'],
    [3_540_000, '59 min'],
    [7_500_000, '2 h 5 min'],
    [200_000_000, '2 d 7 h'],
  ])('%d ms last %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it('the past is told in its largest unit, and a clock that is ahead is now', () => {
    const now = 1_000_000_000;
    expect(agoText(now - 61_000, now, 'en-GB', 'just now')).toBe('1 min ago');
    expect(agoText(now + 5_000, now, 'en-GB', 'just now')).toBe('just now');
  });

  it.each([
    [-1, null],
    [0, null],
    [1, '1 s'],
    [59_001, '1 min 0 s'],
    [272_000, '4 min 32 s'],
  ])('what is due in %d ms has %s left', (ms, text) => {
    expect(untilText(1_000_000 + ms, 1_000_000)).toBe(text);
  });
});
