import { describe, expect, it } from 'vitest';
import { reasonOf } from '../../../../main/domain/recipe/fault-words.ts';
import type { Inspection } from '../../../../preload/contract/inspections.ts';
import type { Fault } from '../../../../preload/contract/recipes.ts';

const fault = (over: Partial<Fault>): Fault => ({
  rule: 0,
  kind: 'defect',
  label: 'dent',
  zone: null,
  verdict: 'fail',
  frames: 3,
  score: 0.876,
  found: 1,
  limit: 1,
  measuredMm: null,
  leastMm: null,
  mostMm: null,
  ...over,
});

const inspection = (over: Partial<Inspection>): Inspection => ({
  id: 1,
  sourceId: 'gate',
  model: { name: 'pcb-defects', version: '1.0.0' },
  part: 7,
  startedAt: 0,
  endedAt: 1,
  frames: 3,
  verdict: 'fail',
  defects: [],
  ...over,
});

const hole = { kind: 'measure', label: 'hole', measuredMm: 3.4189, mostMm: 3.2 } as const;

describe('why a part does not pass', () => {
  it.each([
    [fault({}), '1 dent, score 0.88.'],
    [fault({ found: 4, limit: 3, zone: 'left' }), '4 dent in left, 3 are too many, score 0.88.'],
    [fault({ verdict: 'unsure' }), 'Perhaps 1 dent, score 0.88.'],
    [fault({ kind: 'missing', label: 'screw', found: 2, limit: 4 }), '2 of 4 screw.'],
    [fault({ kind: 'missing', label: 'screw', found: 0, verdict: 'unsure' }), 'Perhaps 0 of 1 screw.'],
    [fault(hole), 'Hole 3.42 mm, at most 3.20 mm.'],
    [fault({ ...hole, leastMm: 2, verdict: 'unsure' }), 'Perhaps hole 3.42 mm, at least 2.00 mm and at most 3.20 mm.'],
  ])('is told in words: %#', (one, words) => {
    expect(reasonOf(inspection({ why: [one] }))).toBe(words);
  });

  it('names what kept it from being seen before what was found, and nothing where it passes', () => {
    const trouble = 'The vision worker was ended by SIGKILL.';
    expect(reasonOf(inspection({ trouble, why: [fault(hole)] }))).toBe(`${trouble} Hole 3.42 mm, at most 3.20 mm.`);
    expect(reasonOf(inspection({ verdict: 'pass', why: [fault({})] }))).toBe('');
  });

  it('is the worst defect where no recipe judges', () => {
    expect(reasonOf(inspection({ defects: [{ label: 'open', score: 0.934, frames: 2 }] }))).toBe('open, score 0.93.');
    expect(reasonOf(inspection({ verdict: 'unsure' }))).toBe('The model was not sure.');
  });
});
