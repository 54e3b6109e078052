import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adapterFor } from '../../../main/vision/families/registry.ts';
import { detectionsOf } from '../../../main/vision/families/to-picture.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { tinyCard } from '../../support/model-folder.ts';

const labels = ['open', 'short'];
const anchors = 3;

function card(change: Partial<PictureCard> = {}): PictureCard {
  return tinyCard({
    io: {
      input: { name: 'images', layout: 'nchw', width: 64, height: 64 },
      outputs: [{ name: 'output0', shape: [1, 4 + labels.length, anchors] }],
    },
    labels,
    thresholds: { score: 0.25, overlap: 0.5, unsure: [0.4, 0.7] },
    ...change,
  });
}

function adapter() {
  const found = adapterFor(card());
  if (!found.ok) throw new Error(found.failure.message);
  return found.value;
}

/** A whole output of the network, from one column per anchor: centre, size, scores. */
const output = (...columns: readonly (readonly number[])[]): Float32Array =>
  Float32Array.from({ length: 6 * anchors }, (_, at) => columns[at % anchors]?.[Math.floor(at / anchors)] ?? 0);

const grey = (width: number, height: number, value: number) => ({
  width,
  height,
  format: 'gray8' as const,
  planes: [{ data: new Uint8Array(width * height).fill(value), stride: width }],
});

describe('the family yolo-v8', () => {
  it('fills the tensor with the picture, scaled, and the pad value around it', () => {
    const into = new Float32Array(3 * 64 * 64);
    const transform = adapter().preprocess(grey(128, 64, 255), into);
    expect(transform).toEqual({ scaleX: 0.5, scaleY: 0.5, padX: 0, padY: 16 });
    expect(into[0]).toBeCloseTo(114 / 255, 5);
    expect(into[32 * 64 + 32]).toBeCloseTo(1, 5);
  });

  it('maps boxes back to picture pixels, names them, and leaves weak ones out', () => {
    const { preprocess, postprocess } = adapter();
    const picture = grey(128, 64, 0);
    const transform = preprocess(picture, new Float32Array(3 * 64 * 64));
    const seen = postprocess([output([32, 32, 10, 8, 0.1, 0.9], [10, 20, 4, 4, 0.2, 0.1])], transform, picture);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.label).toBe('short');
    expect(seen[0]?.score).toBeCloseTo(0.9, 5);
    expect(seen[0]?.box).toEqual({ x: 54, y: 24, width: 20, height: 16 });
  });

  it('cuts boxes at the edges of the picture and drops those in the padding', () => {
    const transform = { scaleX: 0.5, scaleY: 0.5, padX: 0, padY: 16 };
    const rows = Float32Array.from([-10, 20, 10, 90, 0.8, 0, 0, 0, 64, 12, 0.7, 1]);
    const found = detectionsOf(rows, labels, transform, { width: 128, height: 64 });
    expect(found.map(({ box }) => box)).toEqual([{ x: 0, y: 8, width: 20, height: 56 }]);
  });

  it('never gives a box outside the picture, whatever the network says', () => {
    const side = fc.float({ min: -200, max: 300, noNaN: true });
    const row = fc.tuple(side, side, side, side, fc.float({ min: 0, max: 1, noNaN: true }), fc.nat(1));
    const sizes = fc.record({ width: fc.integer({ min: 1, max: 999 }), height: fc.integer({ min: 1, max: 999 }) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), sizes, (rows, picture) => {
        const transform = adapter().preprocess(grey(picture.width, picture.height, 9), new Float32Array(3 * 64 * 64));
        for (const { box } of detectionsOf(Float32Array.from(rows.flat()), labels, transform, picture)) {
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(picture.width + 1e-6);
          expect(box.y + box.height).toBeLessThanOrEqual(picture.height + 1e-6);
        }
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    [[1, 7, anchors], 'labels that do not fit'],
    [[2, 6, anchors], 'a batch'],
    [[1, 6, -1], 'anchors that vary'],
  ])('refuses the output %j: %s', (shape) => {
    const refused = adapterFor(card({ io: { ...card().io, outputs: [{ name: 'output0', shape }] } }));
    expect(refused).toMatchObject({ ok: false, failure: { code: 'model_refused', thing: 'Output of tiny' } });
  });
});

describe('the families', () => {
  it('refuse one that is not known, and list those that are', () => {
    const refused = adapterFor({ ...card(), name: 'odd' }, []);
    expect(refused).toMatchObject({ ok: false, failure: { code: 'model_refused', received: 'yolo-v8' } });
    const stranger = { ...card(), family: 'cascade' } as unknown as PictureCard;
    expect(adapterFor(stranger)).toMatchObject({
      ok: false,
      failure: { expected: expect.stringMatching(/^yolo-v8 or yunet or yolo-v5 or /), received: 'cascade' },
    });
  });
});
