import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { succeed } from '../../domain/outcome.ts';
import { boxAdapter, outputAt } from './box-adapter.ts';
import { type Candidate, placeOfLargest } from './candidates.ts';
import type { Family, ModelAdapter } from './family.ts';
import { type CellGrid, cellsOf, gridsOf } from './grids.ts';
import { hasShapes, refuseOutputs, showShapes } from './output-shapes.ts';

const sides = 4;

/**
 * NanoDet: for each grid of 8, 16 and 32 pixels the scores [1, cells, labels], then [1, cells, 4 x bins]: how likely each
 * distance from the cell's middle to the four sides of the box is, in steps of the grid.
 */
export const nanodet: Family = {
  name: 'nanodet',
  adapt(card: PictureCard): Outcome<ModelAdapter> {
    const grids = gridsOf(card.io.input);
    const bins = Math.floor((card.io.outputs[1]?.shape[2] ?? 0) / sides);
    const shapes = grids.flatMap((grid) => [
      [1, cellsOf(grid), card.labels.length],
      [1, cellsOf(grid), sides * Math.max(2, bins)],
    ]);
    if (!hasShapes(card, shapes)) return refuseOutputs(card, showShapes(shapes));
    return succeed(
      boxAdapter(card, (outputs, least) =>
        grids.flatMap((grid, index) =>
          candidatesOf(outputAt(outputs, 2 * index), outputAt(outputs, 2 * index + 1), card.labels.length, grid, least),
        ),
      ),
    );
  },
};

function candidatesOf(
  scores: Float32Array,
  distances: Float32Array,
  labels: number,
  grid: CellGrid,
  least: number,
): Candidate[] {
  const found: Candidate[] = [];
  for (let cell = 0; cell < cellsOf(grid); cell += 1) {
    const label = placeOfLargest(scores, cell * labels, labels);
    const score = scores[cell * labels + label] ?? 0;
    if (score >= least) found.push({ ...boxAt(distances, grid, cell), score, label });
  }
  return found;
}

function boxAt(distances: Float32Array, grid: CellGrid, cell: number) {
  const { stride, columns } = grid;
  const bins = distances.length / cellsOf(grid) / sides;
  const side = (index: number): number => {
    const first = (cell * sides + index) * bins;
    return expected(distances.subarray(first, first + bins)) * stride;
  };
  // Half a pixel less than the middle of the cell, as the network was taught.
  const x = ((cell % columns) + 0.5) * stride - 0.5;
  const y = (Math.floor(cell / columns) + 0.5) * stride - 0.5;
  const [left, top, right, bottom] = [side(0), side(1), side(2), side(3)];
  return { x: x + (right - left) / 2, y: y + (bottom - top) / 2, width: left + right, height: top + bottom };
}

/** The mean of the bins' places, each as likely as the softmax of its number says. */
function expected(numbers: Float32Array): number {
  const largest = Math.max(...numbers);
  let [sum, weighted] = [0, 0];
  for (const [place, number] of numbers.entries()) {
    const weight = Math.exp(number - largest);
    sum += weight;
    weighted += weight * place;
  }
  return weighted / sum;
}
