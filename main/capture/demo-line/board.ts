import { spoilBoard, type TruthBox } from './defects.ts';
import { etch } from './etch.ts';
import { layOutBoard } from './layout.ts';
import { createRandom, mixSeed } from './random.ts';
import type { Coverage } from './raster.ts';

export type BoardOptions = {
  readonly width?: number;
  readonly height?: number;
  /** Mean number of defects (Poisson). */
  readonly defectsPerBoard?: number;
};

/** A still board: 255 is copper, 0 bare board. */
export type Board = {
  readonly width: number;
  readonly height: number;
  readonly copper: Uint8Array;
  readonly truth: readonly TruthBox[];
};

const DESIGN = 1;
const COPY = 2;
const SPOIL = 3;

export function designBoard(seed: number, width: number, height: number): Coverage {
  return layOutBoard(createRandom(mixSeed(seed, DESIGN)), width, height);
}

/** Makes one board after a design: its own ragged edges and, as often as asked, its own defects. */
export function makeBoard(design: Coverage, seed: number, defectsPerBoard: number): Board {
  const bitmap = etch(createRandom(mixSeed(seed, COPY)), design);
  // Defects draw from numbers of their own, so that a spoilt board differs from its good twin in nothing else.
  const random = createRandom(mixSeed(seed, SPOIL));
  const truth = spoilBoard(random, bitmap, random.poisson(defectsPerBoard));
  const { width, height, copper } = bitmap;
  for (let i = 0; i < copper.length; i += 1) copper[i] = copper[i] === 1 ? 255 : 0;
  return { width, height, copper, truth };
}

/** One still board of a design of its own, as training and evaluation want them. */
export function renderBoard(seed: number, options: BoardOptions = {}): Board {
  const { width = 640, height = 640, defectsPerBoard = 6 } = options;
  return makeBoard(designBoard(seed, width, height), seed, defectsPerBoard);
}
