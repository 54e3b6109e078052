import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adapterFor } from '../../../main/vision/families/registry.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { faceCard, faceOutputs } from '../../support/face-card.ts';

const side = 64;

function adapter(card: PictureCard = faceCard(side)) {
  const found = adapterFor(card);
  if (!found.ok) throw new Error(found.failure.message);
  return found.value;
}

const whole = { scaleX: 1, scaleY: 1, padX: 0, padY: 0 };
const square = { width: side, height: side };
const points = [0.1, 0.2, 0.9, 0.2, 0.5, 0.5, 0.2, 0.8, 0.8, 0.8];
const sure = { cls: 1, obj: 1, bbox: [0.5, 0.5, Math.log(2), Math.log(3)], kps: points };

describe('the family yunet', () => {
  it('takes blue first, and values as they are', () => {
    const into = new Float32Array(3 * side * side);
    const data = new Uint8Array(side * side * 3);
    for (let at = 0; at < data.length; at += 3) data.set([200, 100, 50], at);
    adapter().preprocess({ width: side, height: side, format: 'rgb24', planes: [{ data, stride: side * 3 }] }, into);
    expect([into[0], into[side * side], into[2 * side * side]]).toEqual([50, 100, 200]);
  });

  it('reads a face where its cell says: centre, size and five points in the steps of its grid', () => {
    const card = faceCard(side);
    const outputs = faceOutputs(card, { '16 2 1': { ...sure, cls: 0.9, obj: 0.4 } });
    const [face, ...others] = adapter(card).postprocess(outputs, whole, square);
    expect(others).toEqual([]);
    expect(face?.label).toBe('face');
    expect(face?.score).toBeCloseTo(0.6, 5);
    // Centre at (2.5, 1.5) cells of 16, two cells wide and three high: cut at the upper edge.
    expect(face?.box.x).toBeCloseTo(24, 4);
    expect(face?.box.y).toBeCloseTo(0, 4);
    expect(face?.box.width).toBeCloseTo(32, 4);
    expect(face?.box.height).toBeCloseTo(48, 4);
    const expected = [33.6, 19.2, 46.4, 19.2, 40, 24, 35.2, 28.8, 44.8, 28.8];
    for (const [index, { x, y }] of (face?.points ?? []).entries()) {
      expect(x).toBeCloseTo(expected[index * 2] ?? 0, 4);
      expect(y).toBeCloseTo(expected[index * 2 + 1] ?? 0, 4);
    }
    expect(face?.points).toHaveLength(5);
  });

  it('maps box and points back to the picture that was made to fit', () => {
    const card = faceCard(side);
    const picture = { width: 256, height: 128 };
    const transform = { scaleX: 0.25, scaleY: 0.25, padX: 0, padY: 16 };
    const [face] = adapter(card).postprocess(faceOutputs(card, { '8 3 4': sure }), transform, picture);
    expect(face?.box.x).toBeCloseTo((28 - 8) * 4, 3);
    expect(face?.box.y).toBeCloseTo((36 - 12 - 16) * 4, 3);
    expect(face?.points?.[2]?.x).toBeCloseTo(28 * 4, 3);
    expect(face?.points?.[2]?.y).toBeCloseTo((36 - 16) * 4, 3);
  });

  it('keeps the best of those that cover each other, each with its own points, surest first', () => {
    const card = faceCard(side);
    const outputs = faceOutputs(card, {
      '8 2 2': { ...sure, cls: 0.7 },
      '16 1 1': { ...sure, cls: 0.8, bbox: [0.3, 0.3, Math.log(1), Math.log(1.5)] },
      '8 6 6': { ...sure, cls: 0.9, bbox: [0.5, 0.5, 0, 0] },
    });
    const seen = adapter(card).postprocess(outputs, whole, square);
    expect(seen.map(({ score }) => Number(score.toFixed(3)))).toEqual([0.949, 0.894]);
    expect(seen[0]?.points?.[0]?.x).toBeCloseTo(48.8, 4);
    expect(seen[1]?.points?.[0]?.x).toBeCloseTo(17.6, 4);
  });

  it('counts a score that rounding carried beyond one as one', () => {
    const card = faceCard(side);
    const [face] = adapter(card).postprocess(
      faceOutputs(card, { '8 3 3': { ...sure, cls: 1.0001, obj: 1.2 } }),
      whole,
      square,
    );
    expect(face?.score).toBe(1);
  });

  it('never gives a box outside the picture, a score outside of 0 to 1 or other than five points, whatever comes', () => {
    const card = faceCard(32);
    const { postprocess, flaw } = adapter(card);
    const strange = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 200);
    const number = fc.oneof(
      { weight: 500, arbitrary: fc.float({ min: -1, max: 1, noNaN: true }) },
      { weight: 1, arbitrary: strange },
    );
    const lengths = card.io.outputs.map(({ shape }) => (shape[1] ?? 0) * (shape[2] ?? 0));
    const outputs = fc.tuple(
      ...lengths.map((length) =>
        fc.array(number, { minLength: length, maxLength: length }).map((values) => Float32Array.from(values)),
      ),
    );
    const pictures = fc.record({ width: fc.integer({ min: 1, max: 999 }), height: fc.integer({ min: 1, max: 999 }) });
    fc.assert(
      fc.property(outputs, pictures, (given, picture) => {
        const transform = { scaleX: 32 / picture.width, scaleY: 32 / picture.height, padX: 0, padY: 0 };
        const isStrange = given.some((values) => values.some((value) => !(Math.abs(value) <= 1)));
        if (flaw?.(given) !== undefined) {
          expect(isStrange).toBe(true);
          return;
        }
        const seen = postprocess(given, transform, picture);
        expect(seen.map(({ score }) => score)).toEqual(seen.map(({ score }) => score).toSorted((a, b) => b - a));
        for (const { score, box, points: five } of seen) {
          expect(score >= 0.5 && score <= 1).toBe(true);
          expect(five).toHaveLength(5);
          expect(five?.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
          expect(Math.min(box.x, box.y, box.width, box.height)).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(picture.width + 1e-6);
          expect(box.y + box.height).toBeLessThanOrEqual(picture.height + 1e-6);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['box', { ...sure, bbox: [1e9, 0.5, 0, 0] }],
    ['size', { ...sure, bbox: [0.5, 0.5, 200, 0] }],
    ['point', { ...sure, kps: [...points.slice(0, 9), 1e9] }],
  ])('says of a face whose %s cannot be in the picture that it is none', (_what, cell) => {
    const card = faceCard(side);
    expect(adapter(card).flaw?.(faceOutputs(card, { '8 3 3': cell }))).toMatchObject({
      expected: 'boxes in the picture or at its edges',
    });
    expect(adapter(card).flaw?.(faceOutputs(card, { '8 3 3': { ...cell, cls: 0.1 } }))).toBeUndefined();
  });

  it('refuses a network that lacks one of its outputs, or gives it in another shape', () => {
    const card = faceCard(side);
    const outputs = card.io.outputs.filter(({ name }) => name !== 'kps_16');
    expect(adapterFor({ ...card, io: { ...card.io, outputs } })).toMatchObject({
      ok: false,
      failure: { code: 'model_refused', expected: 'kps_16 [1, 16, 10]' },
    });
    expect(adapterFor({ ...card, labels: ['face', 'mask'] })).toMatchObject({ ok: false });
    const io = { ...card.io, input: { ...card.io.input, width: 128 } };
    expect(adapterFor({ ...card, io })).toMatchObject({ failure: { expected: 'cls_8 [1, 128, 1]' } });
  });
});
