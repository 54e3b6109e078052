import { describe, expect, it } from 'vitest';
import type { RetrainingCondition } from '../../../../preload/contract/drift.ts';
import { filled, stillWanted } from '../../../../renderer/features/monitor/condition.ts';
import { csvOf } from '../../../../renderer/features/monitor/csv.ts';
import { rangeOf, spans, ticksOf } from '../../../../renderer/features/monitor/range.ts';

const labels: RetrainingCondition = {
  name: 'reviewed-labels',
  current: 31,
  wanted: 50,
  comparison: 'at-least',
  met: false,
};

describe('conditions of retraining', () => {
  it('fill with what is there and tell what is still wanted', () => {
    expect(filled(labels)).toBeCloseTo(0.62);
    expect(stillWanted(labels)).toBe(19);
    expect(filled({ ...labels, current: null })).toBe(0);
  });

  it('are whole only once they are met', () => {
    expect(filled({ ...labels, name: 'drift-share', current: 0.3, wanted: 0.3, comparison: 'above' })).toBe(0.99);
    expect(filled({ ...labels, current: 50, met: true })).toBe(1);
    expect(
      filled({ ...labels, name: 'significant-drift', current: 0.5, wanted: 0.05, comparison: 'below' }),
    ).toBeCloseTo(0.1);
  });
});

describe('csv', () => {
  it('quotes what would break a row and leaves gaps empty', () => {
    expect(
      csvOf(
        ['time', 'a, "b"'],
        [
          ['x', 1.5],
          ['y', null],
        ],
      ),
    ).toBe('time,"a, ""b"""\r\nx,1.5\r\ny,\r\n');
  });
});

describe('ranges', () => {
  it('ask for at most 300 points and fall back to a day', () => {
    for (const { points, windows } of Object.values(spans)) {
      expect(points).toBeLessThanOrEqual(300);
      expect(windows).toBeLessThanOrEqual(300);
    }
    expect(rangeOf('week')).toBe('week');
    expect(rangeOf('year')).toBe('day');
  });

  it('put ticks on round moments inside the range', () => {
    const since = 1_767_600_123_000;
    const ticks = ticksOf(since, since + 3_600_000, 900_000);
    expect(ticks).toHaveLength(4);
    for (const tick of ticks) expect(tick % 900_000).toBe(0);
  });
});
