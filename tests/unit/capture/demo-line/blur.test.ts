import { describe, expect, it } from 'vitest';
import { blur } from '../../../../main/capture/demo-line/blur.ts';

const side = 41;
const middle = 20;

function blurredDot(variance: number): Uint8Array {
  const values = new Uint8Array(side * side);
  // A block of five: a single pixel would be lost to rounding.
  for (let y = middle - 2; y <= middle + 2; y += 1) values.fill(255, y * side + middle - 2, y * side + middle + 3);
  blur(values, side, side, variance);
  return values;
}

function varianceAlongX(values: Uint8Array): number {
  let [sum, square] = [0, 0];
  values.forEach((value, at) => {
    sum += value;
    square += value * ((at % side) - middle) ** 2;
  });
  return square / sum;
}

describe('blur', () => {
  it('leaves the picture alone for no blur', () => {
    expect(varianceAlongX(blurredDot(0))).toBe(2);
  });

  it.each([0.5, 1, 2, 4.5, 8, 16])('adds a variance of %f square pixels, within 12 %% and rounding', (variance) => {
    const added = varianceAlongX(blurredDot(variance)) - 2;
    expect(Math.abs(added - variance)).toBeLessThan(0.12 * variance + 0.15);
  });

  it('keeps an even picture even', () => {
    const even = new Uint8Array(side * side).fill(77);
    blur(even, side, side, 9);
    expect(new Set(even)).toEqual(new Set([77]));
  });
});
