import { type BoxBounds, isWithinBounds } from '../../../native/lib/box-bounds.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Candidate } from './candidates.ts';
import type { Flaw } from './family.ts';

type Input = Pick<PictureCard['io']['input'], 'width' | 'height'>;

/** Edges this many inputs away are no box's: the largest anchors and distances that heads are built with end well before. */
const farthestInputs = 8;
/** Those are made for inputs of some hundred pixels, and stay as large where a network looks at smaller ones. */
const leastSide = 320;
/** What rounding and quantising may take from a size of nought. */
const sizeSlack = 1;

/** From nought on; how far edges may lie from the input that a network of this size sees. */
export const reachOf = ({ width, height }: Input): number => farthestInputs * Math.max(width, height, leastSide);

/**
 * Where boxes of the picture that was seen may lie. A head looks for things in cells of its input, so a box that counts reaches into it
 * or ends a little beside it, and is then cut; one that lies further away, or is no number at all, would be cut to nothing and its part
 * would pass.
 */
export const boundsOf = (input: Input): BoxBounds => ({
  width: input.width,
  height: input.height,
  reach: reachOf(input),
  slack: sizeSlack,
});

export const isPossibleBox = (x1: number, y1: number, x2: number, y2: number, input: Input): boolean =>
  isWithinBounds(x1, y1, x2, y2, boundsOf(input));

export const impossibleBox = (x1: number, y1: number, x2: number, y2: number): Flaw => ({
  expected: 'boxes in the picture or at its edges',
  received: `one from (${shown(x1)}, ${shown(y1)}) to (${shown(x2)}, ${shown(y2)}) in pixels of its input`,
});

/** For families that read candidates: the first of them that is no box. */
export function impossibleAmong(candidates: readonly Candidate[], input: Input): Flaw | undefined {
  for (const { x, y, width, height } of candidates) {
    const [x1, y1, x2, y2] = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
    if (!isPossibleBox(x1, y1, x2, y2, input)) return impossibleBox(x1, y1, x2, y2);
  }
  return undefined;
}

const shown = (value: number): string => String(Number(value.toPrecision(4)));
