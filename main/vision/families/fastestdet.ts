import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { succeed } from '../../domain/outcome.ts';
import { boxAdapter, outputAt } from './box-adapter.ts';
import { type Candidate, placeOfLargest } from './candidates.ts';
import type { Family, ModelAdapter } from './family.ts';
import { hasShapes, refuseOutputs } from './output-shapes.ts';

const fieldsBefore = 5;
/** How much objectness and label weigh in a score: their geometric mean, leaning to the first. */
const objectnessWeight = 0.6;

interface Field {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

/** FastestDet: one grid [1, 5 + labels, rows, columns], field after field: objectness, place within the cell, size, labels. */
export const fastestDet: Family = {
  name: 'fastestdet',
  adapt(card: PictureCard): Outcome<ModelAdapter> {
    const [, , rows = 0, columns = 0] = card.io.outputs[0]?.shape ?? [];
    const fields = fieldsBefore + card.labels.length;
    if (rows < 1 || columns < 1 || !hasShapes(card, [[1, fields, rows, columns]])) {
      return refuseOutputs(card, `one output [1, ${fields}, rows, columns] for ${card.labels.length} labels`);
    }
    const { width, height } = card.io.input;
    const field = { columns, rows, width, height };
    return succeed(
      boxAdapter(card, (outputs, least) => candidatesOf(outputAt(outputs, 0), card.labels.length, field, least)),
    );
  },
};

function candidatesOf(
  output: Float32Array,
  labels: number,
  { columns, rows, width, height }: Field,
  least: number,
): Candidate[] {
  const found: Candidate[] = [];
  const cells = columns * rows;
  const at = (field: number, cell: number): number => output[field * cells + cell] ?? 0;
  for (let cell = 0; cell < cells; cell += 1) {
    const label = placeOfLargest(output, fieldsBefore * cells + cell, labels, cells);
    const objectness = Math.max(0, at(0, cell)) ** objectnessWeight;
    const score = objectness * Math.max(0, at(fieldsBefore + label, cell)) ** (1 - objectnessWeight);
    if (score < least) continue;
    found.push({
      x: (((cell % columns) + Math.tanh(at(1, cell))) / columns) * width,
      y: ((Math.floor(cell / columns) + Math.tanh(at(2, cell))) / rows) * height,
      width: sigmoid(at(3, cell)) * width,
      height: sigmoid(at(4, cell)) * height,
      score,
      label,
    });
  }
  return found;
}

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));
