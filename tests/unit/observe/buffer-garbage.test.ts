import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sweepBuffers } from '../../../main/observe/buffer-garbage.ts';

const mebibyte = 1_048_576;

describe('the garbage that large buffers leave', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function heap(left: number) {
    let bytes = 8 * mebibyte;
    const sweeps: number[] = [];
    const sweep = (): void => {
      sweeps.push(bytes / mebibyte);
      bytes = left * mebibyte;
    };
    const end = sweepBuffers({ sweep, bufferBytes: () => bytes });
    const grow = (mebibytes: number): void => {
      bytes += mebibytes * mebibyte;
      vi.advanceTimersByTime(50);
    };
    return { sweeps, end, grow };
  }

  it('is swept when two mebibytes have been added to what stays', () => {
    const { sweeps, grow } = heap(8);
    for (let look = 0; look < 6; look += 1) grow(1);
    expect(sweeps).toEqual([10, 10, 10]);
  });

  it('is measured from the least that there was: V8 may have swept up by itself', () => {
    const { sweeps, grow } = heap(3);
    grow(-5);
    grow(1);
    expect(sweeps).toEqual([]);
    grow(1);
    expect(sweeps).toEqual([5]);
  });

  it('is no longer looked at once it is ended', () => {
    const { sweeps, end, grow } = heap(8);
    end();
    grow(9);
    expect(sweeps).toEqual([]);
  });
});
