import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLabels } from '../../../../main/domain/sampling/label-rules.ts';

const rules = { width: 640, height: 480, classes: ['open', 'short'] };

describe('the rules for labels', () => {
  it('take every box that lies inside the picture', () => {
    const inside = fc
      .record({
        x: fc.double({ min: 0, max: 639, noNaN: true }),
        y: fc.double({ min: 0, max: 479, noNaN: true }),
        across: fc.double({ min: 0.01, max: 1, noNaN: true }),
        down: fc.double({ min: 0.01, max: 1, noNaN: true }),
      })
      .map(({ x, y, across, down }) => ({ x, y, width: (640 - x) * across, height: (480 - y) * down }));
    fc.assert(
      fc.property(fc.array(inside), (boxes) => {
        const labels = boxes.map((box) => ({ label: 'open', box }));
        expect(checkLabels(labels, rules).ok).toBe(true);
      }),
    );
  });

  it.each([
    [
      'a box beyond the right edge',
      { label: 'open', box: { x: 600, y: 0, width: 41, height: 9 } },
      /inside the picture of 640 x 480/,
    ],
    ['a box above the picture', { label: 'open', box: { x: 0, y: -1, width: 4, height: 9 } }, /0, -1 to 4, 8/],
    ['a box without height', { label: 'open', box: { x: 0, y: 0, width: 4, height: 0 } }, /above 0, got 4 x 0/],
    ['a box that is no number', { label: 'open', box: { x: Number.NaN, y: 0, width: 4, height: 4 } }, /inside/],
    ['a class that nobody knows', { label: 'dent', box: { x: 0, y: 0, width: 4, height: 4 } }, /one of open, short/],
  ])('refuse %s and say which box it is', (_, wrong, sentence) => {
    const right = { label: 'short', box: { x: 1, y: 1, width: 2, height: 2 } };
    const checked = checkLabels([right, wrong], rules);
    expect(checked).toMatchObject({
      ok: false,
      failure: { code: 'bad_input', message: expect.stringMatching(sentence) },
    });
    expect(checked).toMatchObject({ failure: { thing: 'Box 2' } });
  });

  it('take any class where no model says which there are', () => {
    const labels = [{ label: 'dent', box: { x: 0, y: 0, width: 4, height: 4 } }];
    expect(checkLabels(labels, { ...rules, classes: undefined }).ok).toBe(true);
  });
});
