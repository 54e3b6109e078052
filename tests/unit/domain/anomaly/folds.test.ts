import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dealFolds } from '../../../../main/domain/anomaly/folds.ts';
import { inputSize } from '../../../../main/domain/anomaly/input-size.ts';

it('deals pictures of one part to one fold, and the parts evenly', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { minLength: 1 }), (parts) => {
      const folds = dealFolds(parts, 5, 1);
      const foldOf = new Map<string, number>();
      for (const [place, part] of parts.entries()) {
        expect(foldOf.get(part) ?? folds[place]).toBe(folds[place]);
        foldOf.set(part, folds[place] ?? -1);
      }
      const sizes = [...new Set(folds)].map((fold) => [...foldOf.values()].filter((one) => one === fold).length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

it('looks at pictures in their own shape, in the steps of the network, at 64 cells a side at most', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_000 }), fc.integer({ min: 1, max: 9_000 }), (width, height) => {
      const size = inputSize({ width, height }, { width: 640, height: 640, strideMultiple: 32 });
      for (const side of [size.width, size.height]) {
        expect(side % 32).toBe(0);
        expect(side).toBeGreaterThanOrEqual(32);
        expect(side).toBeLessThanOrEqual(512);
      }
    }),
  );
  expect(inputSize({ width: 640, height: 480 }, { width: 640, height: 640, strideMultiple: 32 })).toEqual({
    width: 320,
    height: 256,
  });
  expect(inputSize({ width: 640, height: 480 }, { width: 224, height: 224 })).toEqual({ width: 224, height: 224 });
});
