import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { succeed } from '../../domain/outcome.ts';
import { boxAdapter, outputAt } from './box-adapter.ts';
import { type Candidate, placeOfLargest } from './candidates.ts';
import type { Family, ModelAdapter } from './family.ts';
import { type CellGrid, cellsOf, gridsOf } from './grids.ts';
import { hasShapes, refuseOutputs } from './output-shapes.ts';
import { impossibleAmong } from './possible-box.ts';

const fieldsBefore = 5;

/**
 * YOLOX as its authors export it: [1, cells, 5 + labels] over grids of 8, 16 and 32 pixels, boxes still within their cells,
 * sizes as logarithms; a score is objectness times that of its label.
 */
export const yolox: Family = {
  name: 'yolox',
  adapt(card: PictureCard): Outcome<ModelAdapter> {
    const grids = gridsOf(card.io.input);
    const cells = grids.reduce((sum, grid) => sum + cellsOf(grid), 0);
    const shape = [1, cells, fieldsBefore + card.labels.length];
    if (!hasShapes(card, [shape])) return refuseOutputs(card, `one output [${shape.join(', ')}]`);
    const candidatesIn = (outputs: readonly Float32Array[], least: number): Candidate[] =>
      candidatesOf(outputAt(outputs, 0), card.labels.length, grids, least);
    return succeed({
      ...boxAdapter(card, candidatesIn),
      flaw: (outputs) => impossibleAmong(candidatesIn(outputs, card.thresholds.score), card.io.input),
    });
  },
};

function candidatesOf(output: Float32Array, labels: number, grids: readonly CellGrid[], least: number): Candidate[] {
  const found: Candidate[] = [];
  const fields = fieldsBefore + labels;
  let at = 0;
  for (const grid of grids) {
    for (let cell = 0; cell < cellsOf(grid); cell += 1, at += fields) {
      const objectness = output[at + 4] ?? 0;
      if (objectness < least) continue;
      const label = placeOfLargest(output, at + fieldsBefore, labels);
      const score = objectness * (output[at + fieldsBefore + label] ?? 0);
      if (score >= least) found.push({ ...boxAt(output, at, grid, cell), score, label });
    }
  }
  return found;
}

function boxAt(output: Float32Array, at: number, { stride, columns }: CellGrid, cell: number) {
  const [x = 0, y = 0, width = 0, height = 0] = output.subarray(at, at + 4);
  return {
    x: ((cell % columns) + x) * stride,
    y: (Math.floor(cell / columns) + y) * stride,
    width: Math.exp(width) * stride,
    height: Math.exp(height) * stride,
  };
}
