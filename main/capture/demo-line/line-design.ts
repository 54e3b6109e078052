import { letGo } from '../../domain/let-go.ts';
import { designBoard } from './board.ts';
import { boxAround } from './brush.ts';
import { pieceAt } from './pieces.ts';
import { mixSeed } from './random.ts';
import type { Coverage } from './raster.ts';

/** Bare rim along a board's edges, where no maker lets copper run. */
const RIM = 10;

const CANDIDATES = 3;

/** Copper that the rim cut off and that is no larger than this would look like a defect on every board. */
const SLIVER = 64;

function clearRim(design: Coverage): Coverage {
  const { width, height, values } = design;
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    if (y < RIM || y >= height - RIM) values.fill(0, row, row + width);
    values.fill(0, row, row + RIM);
    values.fill(0, row + width - RIM, row + width);
  }
  return design;
}

function dropSlivers(design: Coverage): Coverage {
  const { width, height, values } = design;
  const seen = new Uint8Array(values.length);
  const found = new Uint32Array(values.length);
  const visit = (x: number, y: number): void => {
    const at = y * width + x;
    if (values[at] === 0 || seen[at] === 1) return;
    const pixels = pieceAt(design, at, seen, found);
    const { left, top, right, bottom } = boxAround(pixels, width);
    if (Math.max(right - left, bottom - top) > SLIVER) return;
    for (const p of pixels) values[p] = 0;
  };
  for (let x = RIM; x < width - RIM; x += 1) for (const y of [RIM, height - RIM - 1]) visit(x, y);
  for (let y = RIM; y < height - RIM; y += 1) for (const x of [RIM, width - RIM - 1]) visit(x, y);
  letGo(seen, found);
  return design;
}

/** How often copper begins or ends along every eighth row. */
function countEdges({ width, height, values }: Coverage): number {
  let edges = 0;
  for (let y = 0; y < height; y += 8) {
    for (let x = 1; x < width; x += 1) {
      const at = y * width + x;
      if ((values[at] ?? 0) > 127 !== (values[at - 1] ?? 0) > 127) edges += 1;
    }
  }
  return edges;
}

/** The busiest of a few designs: a line is rarely set up for a board with three pads on it. */
export function designForLine(seed: number, width: number, height: number): Coverage {
  let best = designBoard(mixSeed(seed, 0), width, height);
  for (let i = 1; i < CANDIDATES; i += 1) {
    const other = designBoard(mixSeed(seed, i), width, height);
    if (countEdges(other) > countEdges(best)) best = other;
  }
  return dropSlivers(clearRim(best));
}
