import { describe, expect, it } from 'vitest';
import {
  driftRows,
  isBlank,
  outlineOf,
  readings,
  rowsOf,
  thinned,
} from '../../../../renderer/features/monitor/chart-data.ts';
import { fixtureMetricPoints } from '../../../support/fixture-metrics.ts';
import { fixturePastWindows } from '../../../support/fixture-windows.ts';

const startedAt = 1_767_600_000_000;
const hourMs = 3_600_000;

describe('chart data', () => {
  it('never holds more rows than asked for, and keeps the highest of each bundle', () => {
    const rows = Array.from({ length: 1_000 }, (_, at) => ({ at, values: { n: at === 501 ? 99 : 1 } }));
    const few = thinned(rows, 300);
    expect(few.length).toBeLessThanOrEqual(300);
    expect(outlineOf(few, 'n')?.high).toBe(99);
    expect(few.map(({ at }) => at)).toEqual(few.map(({ at }) => at).toSorted((a, b) => a - b));
  });

  it('leaves a gap where the line stood, and no nought', () => {
    const points = fixtureMetricPoints(startedAt, startedAt + 4 * hourMs, 600_000);
    const rows = rowsOf(points, 600_000, readings.rate);
    expect(rows[0]).toMatchObject({ at: startedAt + 300_000 });
    expect(rows.at(-1)?.values.rate).toBeNull();
    expect(rows.every(({ values }) => values.rate !== 0)).toBe(true);
  });

  it('tells verdicts as shares of a hundred', () => {
    const [point] = fixtureMetricPoints(startedAt, startedAt + hourMs, hourMs);
    if (point === undefined) throw new Error('Expected a point');
    const { pass, fail, unsure } = readings.mix(point);
    expect((pass ?? 0) + (fail ?? 0) + (unsure ?? 0)).toBeCloseTo(100);
    const nothing = readings.mix({ ...point, verdicts: { pass: 0, fail: 0, unsure: 0 } });
    expect(nothing).toEqual({ pass: null, fail: null, unsure: null });
  });

  it('draws the windows within the range, marked where the feature drifted', () => {
    const windows = fixturePastWindows(24);
    const rows = driftRows(windows, 'brightness', startedAt + 12 * hourMs, startedAt + 24 * hourMs);
    expect(rows).toHaveLength(12);
    expect(rows[0]?.marked).toBe(false);
    expect(rows.at(-1)?.marked).toBe(true);
    expect(driftRows(windows, 'boxCount', 0, startedAt)).toEqual([]);
  });

  it('is blank where no series has a figure', () => {
    const data = { id: 'a', title: 'A', unit: '', digits: 0, shape: 'line', series: [], rows: [] } as const;
    const series = [{ key: 'n', label: 'n', look: 'main' }] as const;
    expect(isBlank({ ...data, series, rows: [{ at: 1, values: { n: null } }] })).toBe(true);
    expect(isBlank({ ...data, series, rows: [{ at: 1, values: { n: 0 } }] })).toBe(false);
  });
});
