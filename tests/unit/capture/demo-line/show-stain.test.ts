import { describe, expect, it } from 'vitest';
import { boxAround, type Stain } from '../../../../main/capture/demo-line/brush.ts';
import type { Bitmap } from '../../../../main/capture/demo-line/etch.ts';
import { showStain } from '../../../../main/capture/demo-line/show-stain.ts';

const side = 60;

type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const cellsOf = ({ x, y, width, height }: Area): readonly number[] =>
  Array.from({ length: width * height }, (_, i) => (y + Math.floor(i / width)) * side + x + (i % width));

/** A trace of copper, 14 pixels thick, from the left to the right of the picture. */
function trace(): Bitmap {
  const copper = new Uint8Array(side * side);
  for (const at of cellsOf({ x: 0, y: 20, width: side, height: 14 })) copper[at] = 1;
  return { width: side, height: side, copper };
}

function stain(...areas: readonly Area[]): Stain {
  const pixels = [...new Set(areas.flatMap(cellsOf))];
  return { pixels, ...boxAround(pixels, side) };
}

const across = stain({ x: 28, y: 17, width: 5, height: 20 });

describe('showStain', () => {
  it.each([
    ['a cut where a stroke runs through copper', across, 1, 'cut'],
    ['a bump where it ends halfway', stain({ x: 28, y: 16, width: 5, height: 12 }), 1, 'bump'],
    ['an island where it touches no edge', stain({ x: 20, y: 24, width: 10, height: 5 }), 1, 'island'],
    ['a bump of copper on the bare board', stain({ x: 28, y: 34, width: 5, height: 9 }), 0, 'bump'],
    ['an island of copper on the bare board', stain({ x: 28, y: 42, width: 6, height: 6 }), 0, 'island'],
  ] as const)('calls it %s', (_, change, host, effect) => {
    expect(showStain(trace(), change, host)?.effect).toBe(effect);
  });

  it('keeps what looks different, in a box that reaches three pixels over the edges it crosses', () => {
    const shown = showStain(trace(), stain({ x: 28, y: 12, width: 5, height: 24 }), 1);
    // The stroke begins 8 pixels above the trace and ends 2 below.
    expect(shown?.stain).toMatchObject({ left: 28, right: 32, top: 17, bottom: 35 });
    expect(shown?.stain.pixels).toHaveLength(5 * 14);
  });

  it('sees no cut where a thread of copper is left standing', () => {
    const threaded = stain({ x: 28, y: 17, width: 5, height: 9 }, { x: 28, y: 27, width: 5, height: 10 });
    expect(showStain(trace(), threaded, 1)?.effect).toBe('bump');
  });

  it.each([
    ['nothing changes', stain({ x: 10, y: 2, width: 5, height: 5 }), 1],
    ['next to nothing changes', stain({ x: 28, y: 18, width: 8, height: 3 }), 1],
    ['a bite is too shallow to be told from a ragged edge', stain({ x: 8, y: 18, width: 40, height: 4 }), 1],
    [
      'a bite comes with a hole of its size',
      stain({ x: 22, y: 16, width: 6, height: 9 }, { x: 30, y: 24, width: 6, height: 6 }),
      1,
    ],
  ] as const)('shows nothing where %s', (_, change, host) => {
    expect(showStain(trace(), change, host)).toBeUndefined();
  });

  it('shows nothing where two traces are hurt at once', () => {
    const two = trace();
    for (const at of cellsOf({ x: 0, y: 38, width: side, height: 14 })) two.copper[at] = 1;
    expect(showStain(two, stain({ x: 28, y: 26, width: 5, height: 20 }), 1)).toBeUndefined();
  });
});
