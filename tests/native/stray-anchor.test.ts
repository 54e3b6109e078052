import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strayAnchor } from '../../native/lib/boxes.ts';
import { strayAnchor as twin } from '../../native/lib/twin/stray-anchor.ts';
import { describeUnless } from '../support/lacks.ts';
import { whyNoAddon } from '../support/why-no-addon.ts';

const options = { scoreThreshold: 0.25, width: 64, height: 32, reach: 512, slack: 1 };

/** One anchor: centre, size, then its class scores. */
const output = (anchors: readonly (readonly number[])[]): Float32Array =>
  Float32Array.from(
    { length: (anchors[0]?.length ?? 0) * anchors.length },
    (_, index) => anchors[index % anchors.length]?.[Math.floor(index / anchors.length)] ?? 0,
  );

const holds = (verb: typeof strayAnchor | typeof twin) => {
  it.each([
    ['reaches too far', [32, 16, 1_200, 8]],
    ['lies beside the picture', [200, 16, 8, 8]],
    ['lies above it', [32, -70, 8, 8]],
    ['is smaller than nothing', [32, 16, -3, 8]],
    ['has a centre that is none', [Number.NaN, 16, 8, 8]],
  ])('finds a box that %s', (_what, box) => {
    const usual = [10, 10, 4, 4, 0.5, 0];
    expect(verb(output([usual, [...box, 0, 0.25], usual]), 2, 3, options)).toBe(1);
  });

  it('passes over boxes of anchors that are not sure enough, and over those that end a little outside', () => {
    const anchors = [
      [32, 16, -3, 8, 0.2, 0.1],
      [70, 16, 40, 8, 0.9, 0],
      [32, 16, 0, 0, 0.9, 0],
    ];
    expect(verb(output(anchors), 2, 3, options)).toBeUndefined();
  });

  it('compares scores in single precision, as they come', () => {
    const box = output([[32, 16, -3, 8, Math.fround(0.7)]]);
    expect(verb(box, 1, 1, { ...options, scoreThreshold: 0.7 })).toBe(0);
  });

  it('looks at every anchor of many', () => {
    const anchors = Array.from({ length: 3_000 }, (_, index) => [10, 10, index === 2_999 ? -9 : 4, 4, 0.5]);
    expect(verb(output(anchors), 1, 3_000, options)).toBe(2_999);
  });
};
describeUnless(whyNoAddon)('strayAnchor, native', () => holds(strayAnchor));
describe('strayAnchor, twin', () => holds(twin));

const usual = fc.float({ min: -200, max: 200, noNaN: true });
const odd = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 3e38, -3e38, -1, -2, 128, 1_152);
const number = fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: odd });
const score = fc.float({ min: 0, max: 1, noNaN: true });
const anchor = fc.tuple(number, number, number, number, score, score);

describeUnless(whyNoAddon)('the native strayAnchor beside its twin', () => {
  it('finds the same one of any output', () => {
    fc.assert(
      fc.property(fc.array(anchor, { minLength: 1, maxLength: 60 }), score, (anchors, scoreThreshold) => {
        const [flat, asked] = [output(anchors), { ...options, scoreThreshold }];
        expect(strayAnchor(flat, 2, anchors.length, asked)).toBe(twin(flat, 2, anchors.length, asked));
      }),
      { numRuns: 2_000 },
    );
  });
});

it('is refused what is no bound', () => {
  const box = output([[1, 1, 1, 1, 1]]);
  expect(() => strayAnchor(box, 1, 1, { ...options, reach: Number.NaN })).toThrow(
    'Expected reach to be a whole number from 0 to 1000000, got NaN',
  );
});
