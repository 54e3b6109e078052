import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ModelAdapter } from '../../../main/vision/families/family.ts';
import { adapterFor } from '../../../main/vision/families/registry.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { detection } from '../../../preload/contract/values.ts';
import { tinyCard } from '../../support/model-folder.ts';
import { cardOfPublic, publicModels } from '../../support/public-models.ts';

const fixture = z
  .object({
    picture: z.object({ width: z.number(), height: z.number() }),
    recorded: z.array(
      z.object({
        file: z.string(),
        transform: z.object({ scaleX: z.number(), scaleY: z.number(), padX: z.number(), padY: z.number() }),
        cells: z.array(
          z.object({ output: z.number(), first: z.number(), step: z.number(), numbers: z.array(z.number()) }),
        ),
        bottles: z.array(detection),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('../../fixtures/families/recorded.json', import.meta.url), 'utf8')));

const side = 32;
const labels = ['open', 'short', 'spur'];

/** The card of a small network of each family, with an input of 32 pixels and three labels. */
function small(family: PictureCard['family'], ...shapes: readonly (readonly number[])[]): PictureCard {
  const isWhole = family.startsWith('classifier');
  return tinyCard({
    family,
    task: isWhole ? 'classify' : 'detect',
    labels,
    io: {
      input: { name: 'images', layout: 'nchw', width: side, height: side },
      outputs: shapes.map((shape, index) => ({ name: `out${index}`, shape: [...shape] })),
    },
  });
}

const families: readonly PictureCard[] = [
  small('yolo-v8', [1, 7, 21]),
  small('yolo-v5', [1, 63, 8]),
  small('yolo-end-to-end', [1, 9, 6]),
  small('yolox', [1, 21, 8]),
  small('nanodet', [1, 16, 3], [1, 16, 32], [1, 4, 3], [1, 4, 32], [1, 1, 3], [1, 1, 32]),
  small('fastestdet', [1, 8, 2, 2]),
  small('classifier', [1, 3]),
  small('classifier-logits', [1, 3]),
];

function adapterOf(card: PictureCard): ModelAdapter {
  const found = adapterFor(card);
  if (!found.ok) throw new Error(found.failure.message);
  return found.value;
}

const lengthOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
const share = fc.float({ min: 0, max: 1, noNaN: true });
const number = fc.oneof(fc.float({ min: -4, max: 40, noNaN: true }), share);
const many = (of: fc.Arbitrary<number>, count: number) => fc.array(of, { minLength: count, maxLength: count });

/** Numbers such as a network of the family may give; what it never gives is told as a flaw. */
function outputsFor({ family, io }: PictureCard): fc.Arbitrary<Float32Array[]> {
  if (family === 'classifier') {
    return many(share, 3).map((weights) => {
      const sum = weights.reduce((total, weight) => total + weight, 1);
      return [Float32Array.from(weights, (weight, place) => (weight + (place === 0 ? 1 : 0)) / sum)];
    });
  }
  if (family === 'yolo-end-to-end') {
    const size = fc.float({ min: 0, max: 40, noNaN: true });
    const row = fc.tuple(number, number, size, size, share, fc.nat(2));
    const corners = row.map(([x, y, width, height, score, label]) => [x, y, x + width, y + height, score, label]);
    return fc.array(corners, { minLength: 9, maxLength: 9 }).map((rows) => [Float32Array.from(rows.flat())]);
  }
  const each = io.outputs.map(({ shape }) => many(number, lengthOf(shape)).map((values) => Float32Array.from(values)));
  return fc.tuple(...each).map((outputs) => outputs.map((values) => withSizes(family, values)));
}

/** Sizes are never less than nothing; YOLOX gives their logarithms, and centres near their cells. */
function withSizes(family: PictureCard['family'], values: Float32Array): Float32Array {
  if (family === 'yolo-v8') return values.map((value, at) => (at >= 2 * 21 && at < 4 * 21 ? Math.abs(value) : value));
  if (family === 'yolo-v5') return values.map((value, at) => (at % 8 === 2 || at % 8 === 3 ? Math.abs(value) : value));
  if (family === 'yolox') return values.map((value, at) => (at % 8 < 4 ? Math.max(-1, Math.min(value, 1)) / 2 : value));
  return values;
}

const whole = { scaleX: 1, scaleY: 1, padX: 0, padY: 0 };
const square = { width: side, height: side };

describe.each(fixture.recorded)('what $file gave for two bottles', ({ file, transform, cells, bottles }) => {
  it('is read as the two bottles that it saw', () => {
    const change = publicModels[file];
    if (change === undefined) throw new Error(`Expected a card for ${file}`);
    const card = cardOfPublic(file, change);
    const outputs = card.io.outputs.map(({ shape }) => new Float32Array(lengthOf(shape)));
    for (const { output, first, step, numbers } of cells) {
      for (const [index, number] of numbers.entries()) {
        const into = outputs[output];
        if (into !== undefined) into[first + index * step] = number;
      }
    }
    const seen = adapterOf(card)
      .postprocess(outputs, transform, fixture.picture)
      .filter(({ score }) => score > 0.7);
    expect(seen.map(({ label }) => label)).toEqual(['bottle', 'bottle']);
    for (const [index, { box, score }] of seen.entries()) {
      const expected = bottles[index];
      expect(Math.abs(score - (expected?.score ?? 0))).toBeLessThan(1e-4);
      expect(Math.abs(box.x - (expected?.box.x ?? 0))).toBeLessThan(0.02);
      expect(Math.abs(box.y - (expected?.box.y ?? 0))).toBeLessThan(0.02);
      expect(Math.abs(box.width - (expected?.box.width ?? 0))).toBeLessThan(0.02);
      expect(Math.abs(box.height - (expected?.box.height ?? 0))).toBeLessThan(0.02);
    }
  });
});

describe.each(families.map((card) => [card.family, card] as const))('the family %s', (_name, card) => {
  it('never gives a box outside the picture, or a score outside of what was asked for, whatever numbers come', () => {
    const { postprocess, flaw } = adapterOf(card);
    const outputs = outputsFor(card);
    const pictures = fc.record({ width: fc.integer({ min: 1, max: 999 }), height: fc.integer({ min: 1, max: 999 }) });
    fc.assert(
      fc.property(outputs, pictures, (given, picture) => {
        expect(flaw?.(given)).toBeUndefined();
        const transform = { scaleX: side / picture.width, scaleY: side / picture.height, padX: 0, padY: 0 };
        const seen = postprocess(given, transform, picture);
        const scores = seen.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        for (const { label, score, box } of seen) {
          expect(labels).toContain(label);
          expect(score >= card.thresholds.score - 1e-6 && score <= 1).toBe(true);
          expect(Math.min(box.x, box.y, box.width, box.height)).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(picture.width + 1e-6);
          expect(box.y + box.height).toBeLessThanOrEqual(picture.height + 1e-6);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('refuses outputs that do not fit its labels or its input', () => {
    const { input, outputs } = card.io;
    const [first, ...others] = outputs;
    const grown = { name: 'out0', shape: first?.shape.map((size) => size + 1) ?? [] };
    expect(adapterFor({ ...card, io: { input, outputs: [grown, ...others] } })).toMatchObject({
      ok: false,
      failure: { code: 'model_refused', thing: 'Output of tiny' },
    });
    const twice = [...outputs, { name: 'more', shape: [1] }];
    expect(adapterFor({ ...card, io: { input, outputs: twice } })).toMatchObject({ ok: false });
    const varies = outputs.map(({ name, shape }) => ({ name, shape: shape.map(() => -1) }));
    expect(adapterFor({ ...card, io: { input, outputs: varies } })).toMatchObject({ ok: false });
  });
});

/** One thing that is sure, in each family whose boxes may be anywhere: its numbers are a centre and a size, or two corners. */
const withBox: Readonly<Record<string, (box: readonly [number, number, number, number]) => Float32Array>> = {
  'yolo-v8': (box) => {
    const rows = new Float32Array(7 * 21);
    for (const [row, value] of [...box, 0.1, 0.9, 0.2].entries()) rows[row * 21 + 4] = value;
    return rows;
  },
  'yolo-v5': (box) => {
    const rows = new Float32Array(63 * 8);
    rows.set([...box, 0.9, 0.1, 0.9, 0.2], 8 * 5);
    return rows;
  },
  'yolo-end-to-end': ([x, y, width, height]) => {
    const rows = new Float32Array(9 * 6);
    rows.set([x - width / 2, y - height / 2, x + width / 2, y + height / 2, 0.9, 1], 6);
    return rows;
  },
  yolox: ([x, y, width, height]) => {
    const rows = new Float32Array(21 * 8);
    rows.set([x / 8, y / 8, Math.log(width / 8), Math.log(height / 8), 0.9, 0.1, 0.9, 0.2], 0);
    return rows;
  },
};

describe.each(Object.entries(withBox))('a box of the family %s', (family, outputWith) => {
  const card = families.find((each) => each.family === family) ?? small('yolo-v8');
  const flawOf = (box: readonly [number, number, number, number]) => adapterOf(card).flaw?.([outputWith(box)]);

  it.each([
    ['within the picture', [16, 16, 8, 8]],
    ['that its edge cuts', [1, 30, 12, 9]],
    ['around all of it', [16, 16, 70, 50]],
    ['of the largest anchor of a large network', [20, 20, 3_168, 3_168]],
    ['a little beside it, as in the padding', [34, -3, 4, 4]],
  ] as const)('is taken %s', (_where, box) => {
    expect(flawOf(box)).toBeUndefined();
  });

  it.each([
    ['far away', [1e30, 16, 8, 8]],
    ['far away to the left', [-1e6, 16, 8, 8]],
    ['several pictures away', [16, 200, 8, 8]],
    ['of no size that a picture can have', [16, 16, 1e30, 8]],
    ['whose corners are no numbers any more', [16, 16, 3.4e38, 3.4e38]],
  ] as const)(
    'is a flaw %s: cut to the picture nothing would be left of it, and its part would pass',
    (_where, box) => {
      expect(flawOf(box)).toMatchObject({ expected: 'boxes in the picture or at its edges' });
    },
  );
});

it('a box turned inside out is a flaw, where it counts', () => {
  const card = small('yolo-end-to-end', [1, 9, 6]);
  const rowOf = (score: number) => {
    const rows = new Float32Array(54);
    rows.set([20, 20, 8, 24, score, 1]);
    return adapterOf(card).flaw?.([rows]);
  };
  expect(rowOf(0.9)).toMatchObject({ received: 'one from (20, 20) to (8, 24) in pixels of its input' });
  expect(rowOf(0.1)).toBeUndefined();
});

it('where nothing is sure enough, numbers may be anything', () => {
  const rows = new Float32Array(7 * 21);
  for (const [row, value] of [1e30, 1e30, -5, 1e30, 0.1, 0.1, 0.1].entries()) rows[row * 21 + 4] = value;
  expect(adapterOf(small('yolo-v8', [1, 7, 21])).flaw?.([rows])).toBeUndefined();
});

describe('the family yolo-v5', () => {
  it('multiplies objectness and label, and passes over what is no thing', () => {
    const rows = new Float32Array(63 * 8);
    rows.set([16, 10, 8, 4, 0.8, 0.1, 0.9, 0.2], 8 * 5);
    rows.set([20, 20, 8, 4, 0.1, 1, 0, 0], 8 * 9);
    const [seen, ...others] = adapterOf(small('yolo-v5', [1, 63, 8])).postprocess([rows], whole, square);
    expect(others).toEqual([]);
    expect(seen).toMatchObject({ label: 'short', box: { x: 12, y: 8, width: 8, height: 4 } });
    expect(seen?.score).toBeCloseTo(0.72, 5);
  });
});

describe('the family yolo-end-to-end', () => {
  const card = small('yolo-end-to-end', [1, 9, 6]);
  const rows = (...given: readonly (readonly number[])[]): Float32Array => {
    const all = new Float32Array(54);
    all.set(given.flat());
    return all;
  };

  it('takes each row that is sure enough as it is, surest first, even where two lie on each other', () => {
    const seen = adapterOf(card).postprocess([rows([1, 2, 11, 12, 0.5, 2], [1, 2, 11, 12, 0.75, 0])], whole, square);
    const box = { x: 1, y: 2, width: 10, height: 10 };
    expect(seen).toEqual([
      { label: 'open', score: 0.75, box },
      { label: 'spur', score: 0.5, box },
    ]);
  });

  it.each([3, -1, 0.5])('says that a label of %f is none', (label) => {
    const { flaw } = adapterOf(card);
    expect(flaw?.([rows([1, 2, 11, 12, 0.5, label])])).toEqual({
      expected: 'a label from 0 to 2 in each row',
      received: String(label),
    });
    expect(flaw?.([rows([1, 2, 11, 12, 0.1, label])])).toBeUndefined();
  });
});

describe('the classifiers', () => {
  const io = small('classifier', [1, 3]).io;
  const wide = { width: 64, height: 32 };
  const cut = { scaleX: 1, scaleY: 1, padX: -16, padY: 0 };

  it('say one thing of the part of the picture that the network saw', () => {
    const seen = adapterOf(small('classifier', [1, 3])).postprocess([Float32Array.of(0.25, 0.5, 0.25)], cut, wide);
    expect(seen).toEqual([{ label: 'short', score: 0.5, box: { x: 16, y: 0, width: 32, height: 32 } }]);
  });

  it('say nothing where no label is likely enough', () => {
    const card = small('classifier', [1, 3]);
    const strict = { ...card, thresholds: { ...card.thresholds, score: 0.6 } };
    expect(adapterOf(strict).postprocess([Float32Array.of(0.25, 0.5, 0.25)], whole, square)).toEqual([]);
  });

  it('take the softmax of numbers that are not likelihoods yet, however large', () => {
    const logits = Float32Array.of(1_000, 1_000 + Math.log(3), -1_000);
    const [seen] = adapterOf(small('classifier-logits', [1, 3])).postprocess([logits], whole, square);
    expect(seen?.label).toBe('short');
    expect(seen?.score).toBeCloseTo(0.75, 4);
    expect(adapterOf(small('classifier', [1, 3])).flaw?.([logits])?.received).toMatch(/^a sum of 1001/);
  });

  it('find no defect in a part that is likely good, else the likeliest one, as sure as that none of the good ones is right', () => {
    const card: PictureCard = { ...small('classifier', [1, 3]), task: 'grade', goodLabels: ['open'] };
    const { postprocess } = adapterOf(card);
    expect(postprocess([Float32Array.of(0.9, 0.06, 0.04)], whole, square)).toEqual([]);
    expect(postprocess([Float32Array.of(0.5, 0.125, 0.375)], whole, square)).toMatchObject([
      { label: 'spur', score: 0.5 },
    ]);
  });

  it('read a pooled output of [1, labels, 1, 1] as well', () => {
    const pooled = { ...small('classifier', [1, 3]), io: { ...io, outputs: [{ name: 'out0', shape: [1, 3, 1, 1] }] } };
    expect(adapterFor(pooled).ok).toBe(true);
  });
});
