import { boxAround, type Stain } from './brush.ts';
import type { Material } from './edges.ts';
import type { Bitmap } from './etch.ts';

type Box = Omit<Stain, 'pixels'>;

/** What a change does to the material that it lies in: cuts it in two, eats into its edge, or lies alone within. */
type Effect = 'cut' | 'bump' | 'island';

/** What somebody who looks at the board can tell of a stain. */
type Shown = {
  readonly effect: Effect;
  /** The pixels that look different from before; the box around them reaches over the edges that the stain crosses. */
  readonly stain: Stain;
};

/** How far around the stain one has to look to see whether it cuts. */
const AROUND = 8;

/** Less than this that was cut off is a grain and no piece. */
const GRAIN = 12;

/** Fewer changed pixels than this cannot be told from a ragged edge. */
const FEWEST = { cut: 12, bump: 30, island: 30 } as const;

/** A bump this shallow cannot either: none of its pixels has only its host within so many pixels. */
const SHALLOW = 2;

const MOSTLY = 0.85;

/** Where a change joins what was there before, real boxes reach over the edge by about this many pixels. */
const JOINT = 3;

type Window = {
  readonly width: number;
  readonly height: number;
  /** 1 where the host was before; 2 where it is to be taken away. */
  readonly cells: Uint8Array;
};

const HOST = 1;
const TAKEN = 2;

function cutOut(on: Bitmap, stain: Stain, host: Material): Window {
  const left = Math.max(0, stain.left - AROUND);
  const top = Math.max(0, stain.top - AROUND);
  const width = Math.min(on.width, stain.right + AROUND + 1) - left;
  const height = Math.min(on.height, stain.bottom + AROUND + 1) - top;
  const cells = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = (top + y) * on.width + left;
    for (let x = 0; x < width; x += 1) if (on.copper[row + x] === host) cells[y * width + x] = HOST;
  }
  for (const at of stain.pixels) {
    const x = (at % on.width) - left;
    const cell = (Math.floor(at / on.width) - top) * width + x;
    if (cells[cell] === HOST) cells[cell] = TAKEN;
  }
  return { width, height, cells };
}

function neighbours({ width, height }: Window, cell: number): readonly number[] {
  const x = cell % width;
  const found: number[] = [];
  if (x > 0) found.push(cell - 1);
  if (x < width - 1) found.push(cell + 1);
  if (cell >= width) found.push(cell - width);
  if (cell < width * (height - 1)) found.push(cell + width);
  return found;
}

/** Marks the cells that hang together with a first one, side by side, as long as `holds`; says how many they are. */
function flood(within: Window, first: number, seen: Uint8Array, holds: (cell: number) => boolean): number {
  if (seen[first] === 1 || !holds(first)) return 0;
  const reached = [first];
  seen[first] = 1;
  for (const cell of reached) {
    for (const next of neighbours(within, cell)) {
      if (seen[next] === 1 || !holds(next)) continue;
      seen[next] = 1;
      reached.push(next);
    }
  }
  return reached.length;
}

/** How many pieces of the host the stain lies in, or borders on once it is taken away. */
function countPieces(of: Window, from: readonly number[], holds: (cell: number) => boolean): number {
  const seen = new Uint8Array(of.cells.length);
  return from.filter((cell) => flood(of, cell, seen, holds) >= GRAIN).length;
}

/** The share of the stain that hangs together with what was no host before. */
function shareJoined(of: Window, taken: readonly number[]): number {
  const seen = new Uint8Array(of.cells.length);
  const mouths = taken.filter((cell) => neighbours(of, cell).some((next) => of.cells[next] === 0));
  const isTaken = (cell: number): boolean => of.cells[cell] === TAKEN;
  return mouths.reduce((sum, cell) => sum + flood(of, cell, seen, isTaken), 0) / taken.length;
}

function isDeep({ width, height, cells }: Window, taken: readonly number[]): boolean {
  return taken.some((cell) => {
    const x = cell % width;
    const y = (cell - x) / width;
    if (x < SHALLOW || y < SHALLOW || x >= width - SHALLOW || y >= height - SHALLOW) return false;
    for (let dy = -SHALLOW; dy <= SHALLOW; dy += 1) {
      for (let dx = -SHALLOW; dx <= SHALLOW; dx += 1) if (cells[cell + dy * width + dx] === 0) return false;
    }
    return true;
  });
}

function effectOf(of: Window, taken: readonly number[]): Effect | undefined {
  const { cells } = of;
  const before = countPieces(of, taken, (cell) => cells[cell] !== 0);
  if (before !== 1) return undefined;
  const borders = taken.flatMap((cell) => neighbours(of, cell));
  const after = countPieces(of, borders, (cell) => cells[cell] === HOST);
  if (after > 1) return 'cut';
  if (after === 0) return undefined;
  const joined = shareJoined(of, taken);
  if (joined === 0) return 'island';
  return joined >= MOSTLY && isDeep(of, taken) ? 'bump' : undefined;
}

function withJoints(seen: Box, drawn: Box): Box {
  return {
    left: Math.max(drawn.left, seen.left - JOINT),
    top: Math.max(drawn.top, seen.top - JOINT),
    right: Math.min(drawn.right, seen.right + JOINT),
    bottom: Math.min(drawn.bottom, seen.bottom + JOINT),
  };
}

/** What a stain on `host` shows; nothing where it can hardly be seen or can be taken for more than one thing. */
export function showStain(on: Bitmap, stain: Stain, host: Material): Shown | undefined {
  const pixels = stain.pixels.filter((at) => on.copper[at] === host);
  if (pixels.length < FEWEST.cut) return undefined;
  const window = cutOut(on, stain, host);
  const taken = Array.from(window.cells.keys()).filter((cell) => window.cells[cell] === TAKEN);
  const effect = effectOf(window, taken);
  if (!effect || pixels.length < FEWEST[effect]) return undefined;
  return { effect, stain: { pixels, ...withJoints(boxAround(pixels, on.width), stain) } };
}
