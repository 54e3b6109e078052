import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeYolo } from '../../native/lib/boxes.ts';
import { decodeYolo as twin } from '../../native/lib/twin/decode-yolo.ts';
import { describeUnless } from '../support/lacks.ts';
import { whyNoAddon } from '../support/why-no-addon.ts';

const options = { scoreThreshold: 0.25, overlapThreshold: 0.5, maxDetections: 100 };

/** One anchor: centre, size, then its class scores. */
const output = (anchors: readonly (readonly number[])[]): Float32Array => {
  const rows = anchors[0]?.length ?? 0;
  return Float32Array.from({ length: rows * anchors.length }, (_, index) => {
    return anchors[index % anchors.length]?.[Math.floor(index / anchors.length)] ?? 0;
  });
};
const rowsOf = (flat: Float32Array): number[][] =>
  Array.from({ length: flat.length / 6 }, (_, row) => [...flat.subarray(row * 6, row * 6 + 6)]);

const holds = (verb: typeof decodeYolo | typeof twin) => {
  it('gives corners, the best class and its score, best first', () => {
    const found = verb(
      output([
        [10, 10, 4, 8, 0.5, 0.25],
        [50, 50, 10, 10, 0.125, 0.75],
      ]),
      2,
      2,
      options,
    );
    expect(rowsOf(found)).toEqual([
      [45, 45, 55, 55, 0.75, 1],
      [8, 6, 12, 14, 0.5, 0],
    ]);
  });

  it('drops what a better box of the same class covers, and keeps other classes', () => {
    const anchors = [
      [10, 10, 8, 8, 0.5, 0],
      [11, 10, 8, 8, 0.75, 0],
      [10, 10, 8, 8, 0, 0.625],
      [90, 10, 8, 8, 0.5, 0],
    ];
    const kept = rowsOf(verb(output(anchors), 2, 4, options)).map(([x1, , , , score, label]) => [x1, score, label]);
    expect(kept).toEqual([
      [7, 0.75, 0],
      [6, 0.625, 1],
      [86, 0.5, 0],
    ]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'never makes a detection of %s, be it a score, a centre or a size',
    (odd) => {
      const anchors = [
        [10, 10, 8, 8, odd],
        [odd, 10, 8, 8, 0.5],
        [10, odd, 8, 8, 0.5],
        [10, 10, odd, 8, 0.5],
        [10, 10, 8, odd, 0.5],
      ];
      expect(verb(output(anchors), 1, 5, { ...options, scoreThreshold: 0 })).toHaveLength(0);
    },
  );

  it('drops boxes without an area and keeps scores within a probability', () => {
    const anchors = [
      [10, 10, 0, 8, 0.5],
      [10, 10, 8, -1, 0.5],
      [40, 40, 8, 8, 1.5],
    ];
    expect(rowsOf(verb(output(anchors), 1, 3, options))).toEqual([[36, 36, 44, 44, 1, 0]]);
  });

  it('stops at the most detections asked for', () => {
    const anchors = Array.from({ length: 3000 }, (_, index) => [index * 10, 5, 4, 4, 0.5]);
    expect(rowsOf(verb(output(anchors), 1, 3000, { ...options, maxDetections: 7 })).map(([x1]) => x1)).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((index) => index * 10 - 2),
    );
  });
};
describeUnless(whyNoAddon)('decodeYolo, native', () => holds(decodeYolo));
describe('decodeYolo, twin', () => holds(twin));

const coordinate = fc.float({ min: -50, max: 700, noNaN: true });
const odd = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3e38, -3e38);
const rarely = (usual: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: odd });
const size = fc.float({ min: 0, max: 90, noNaN: true });
const score = fc.oneof(fc.float({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.25, 0.5, 1));
const anyOutput = fc.integer({ min: 1, max: 5 }).chain((labels) =>
  fc
    .array(
      fc
        .tuple(
          rarely(coordinate),
          rarely(coordinate),
          rarely(size),
          rarely(size),
          fc.array(rarely(score), { minLength: labels, maxLength: labels }),
        )
        .map(([x, y, width, height, scores]) => [x, y, width, height, ...scores]),
      { minLength: 1, maxLength: 80 },
    )
    .map((anchors) => ({ labels, anchors })),
);

describeUnless(whyNoAddon)('the native decodeYolo beside its twin', () => {
  it('agrees to the bit on any output, odd numbers among them', () => {
    fc.assert(
      fc.property(
        anyOutput,
        score,
        score,
        fc.integer({ min: 1, max: 40 }),
        ({ labels, anchors }, scoreThreshold, overlapThreshold, maxDetections) => {
          const flat = output(anchors);
          const asked = { scoreThreshold, overlapThreshold, maxDetections };
          expect(decodeYolo(flat, labels, anchors.length, asked)).toEqual(twin(flat, labels, anchors.length, asked));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what decodeYolo refuses', () => {
  it.each([
    [
      'Expected output to be a Float32Array of 12 numbers, (4 + 2) x 2, got Float32Array of 20 bytes',
      new Float32Array(5),
      2,
      2,
      options,
    ],
    ['Expected labels to be a whole number from 1 to 65536, got 0', new Float32Array(4), 0, 1, options],
    [
      'Expected scoreThreshold to be a number from 0 to 1, got NaN',
      new Float32Array(5),
      1,
      1,
      { ...options, scoreThreshold: Number.NaN },
    ],
    [
      'Expected maxDetections to be a whole number from 1 to 100000, got 1.5',
      new Float32Array(5),
      1,
      1,
      { ...options, maxDetections: 1.5 },
    ],
  ])('%s', (message, flat, labels, anchors, asked) => {
    expect(() => decodeYolo(flat, labels, anchors, asked)).toThrow(message);
  });
});
