import { describe, expect, it } from 'vitest';
import { labelWords, markOf, starterLabels } from '../../../../renderer/overlay/label-marks.ts';

describe('marks of labels', () => {
  it('tell every label of the starter detector apart by shape and by colour', () => {
    const marks = starterLabels.map((label) => markOf(label, starterLabels));
    expect(new Set(marks.map(({ shape }) => shape)).size).toBe(starterLabels.length);
    expect(new Set(marks.map(({ colour }) => colour)).size).toBe(starterLabels.length);
  });

  it('stay the same for a label that the model does not list', () => {
    expect(markOf('scratch', [])).toEqual(markOf('scratch', ['open']));
  });

  it('are spoken in words', () => {
    expect(labelWords('pin_hole')).toBe('pin hole');
    expect(labelWords('spurious-copper')).toBe('spurious copper');
  });
});
