import { describe, expect, it } from 'vitest';
import { keepLast } from '../../../../main/capture/demo-line/keep-last.ts';

describe('keepLast', () => {
  it('computes again only what fell out of the last few', () => {
    const asked: number[] = [];
    const dropped: number[] = [];
    const square = keepLast(
      2,
      (n: number) => {
        asked.push(n);
        return n * n;
      },
      (answer) => dropped.push(answer),
    );
    expect([1, 2, 1, 3, 1, 2].map((n) => square(n))).toEqual([1, 4, 1, 9, 1, 4]);
    // 2 fell out when 3 came, because 1 had been asked for since.
    expect(asked).toEqual([1, 2, 3, 2]);
    expect(dropped).toEqual([4, 9]);
  });
});
