import { describe, expect, it } from 'vitest';
import { type Marked, marksProblem, sampleProblem } from '../../../cloud/endpoint/sync/check-marks.ts';
import { keptSample } from '../../support/cloud/sync-items.ts';

const picture: Marked = { medium: 'picture', width: 640, height: 480, durationMs: null, classes: ['open', 'short'] };
const sound: Marked = { medium: 'sound', width: 0, height: 0, durationMs: 2_000, classes: [] };
const box = (x: number, y: number, width: number, height: number, label = 'open') => ({
  label,
  score: null,
  box: { x, y, width, height },
});
const span = (fromMs: number, toMs: number) => ({ label: 'speech', score: null, fromMs, toMs });

describe('marks in a sample', () => {
  it.each([
    ['a box inside', picture, box(0, 0, 640, 480)],
    ['a box rounded over the edge', picture, box(-0.4, 0, 640.8, 480)],
    ['a stretch inside', sound, span(0, 2_000)],
  ])('may be %s', (_what, sample, mark) => {
    expect(marksProblem(sample, [mark])).toBeUndefined();
  });

  it.each([
    ['a box beyond the right edge', picture, box(600, 0, 60, 10)],
    ['a box above the top', picture, box(0, -2, 60, 10)],
    ['a box without an area', picture, box(5, 5, 0, 10)],
    ['an unknown class', picture, box(5, 5, 5, 5, 'cat')],
    ['a stretch of a picture', picture, { ...span(0, 1), label: 'open' }],
    ['a box of a sound', sound, box(0, 0, 1, 1)],
    ['a stretch beyond the end', sound, span(1_000, 2_500)],
    ['a stretch that ends before it begins', sound, span(500, 400)],
  ])('may not be %s', (_what, sample, mark) => {
    expect(marksProblem(sample, [mark])).toMatchObject({ code: 'bad_input' });
  });
});

describe('a sample', () => {
  const { sample } = keptSample(1);
  it.each([
    ['of a person without consent', { showsPerson: true }, 'forbidden'],
    ['whose picture is a sound', { mediaType: 'audio/wav' as const }, 'bad_input'],
    ['whose picture has no size', { width: 0 }, 'bad_input'],
  ])('%s is refused', (_what, change, code) => {
    expect(sampleProblem({ ...sample, ...change })).toMatchObject({ code });
  });

  it('of a person who consented is taken', () => {
    expect(sampleProblem({ ...sample, showsPerson: true, consented: true })).toBeUndefined();
  });
});
