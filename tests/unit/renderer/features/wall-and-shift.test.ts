import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../../../preload/contract/inspections.ts';
import type { Verdict } from '../../../../preload/contract/values.ts';
import { withNumbers } from '../../../../renderer/features/inspect/plan-numbers.ts';
import { noneAdded, withParts } from '../../../../renderer/features/inspect/shift-tally.ts';
import { wallColumns } from '../../../../renderer/features/inspect/wall-grid.ts';
import { fixtureInspection } from '../../../support/fixture-predictions.ts';

const part = (id: number, verdict: Verdict, labels: readonly string[] = []): Inspection => ({
  ...fixtureInspection(id),
  verdict,
  defects: labels.map((label) => ({ label, score: 0.8, frames: 2 })),
});

describe('the columns of the wall', () => {
  it.each([
    [1, 1_600, 900, 1],
    [2, 1_600, 900, 2],
    [4, 1_600, 900, 2],
    [8, 1_600, 900, 4],
    [9, 1_600, 1_100, 3],
    [2, 900, 1_600, 1],
    [4, 0, 0, 1],
    [0, 1_600, 900, 1],
  ])('of %i lines on %i x %i are %s', (tiles, width, height, columns) => {
    expect(wallColumns(tiles, { width, height })).toBe(columns);
  });
});

describe('what a screen adds to the tally of a shift', () => {
  it('is each part once, and a defect only of a part that failed', () => {
    const first = withParts({ ...noneAdded, upTo: 10 }, [
      part(12, 'fail', ['open']),
      part(11, 'pass'),
      part(10, 'fail'),
    ]);
    expect(first).toEqual({ counts: { pass: 1, fail: 1, unsure: 0 }, defectsByLabel: { open: 1 }, upTo: 12 });
    expect(withParts(first, [part(12, 'fail', ['open']), part(11, 'pass')])).toBe(first);
    expect(withParts(first, [part(13, 'unsure', ['spur'])])).toEqual({
      counts: { pass: 1, fail: 1, unsure: 1 },
      defectsByLabel: { open: 1 },
      upTo: 13,
    });
  });
});

describe('the numbers at zones and lines', () => {
  const corner = { x: 0, y: 0 };
  const plan = {
    region: null,
    zones: [{ name: 'Pins', outline: [corner, corner, corner] }],
    lines: [{ name: 'Gate', from: corner, to: { x: 1, y: 1 } }],
  };
  const says = { in: 'in', out: 'out' };

  it('stand beside their names', () => {
    const zones = [{ name: 'Pins', now: 3, staysMs: [], longestMs: 0, entered: 9 }];
    const shown = withNumbers(plan, zones, [{ name: 'Gate', in: 12, out: 1 }], says);
    expect([shown.zones[0]?.name, shown.lines[0]?.name]).toEqual(['Pins  3', 'Gate  12 in  1 out']);
  });

  it('are left out while nothing is followed', () => {
    expect(withNumbers(plan, [], [], says)).toEqual(plan);
  });
});
