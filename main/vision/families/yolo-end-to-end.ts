import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { succeed } from '../../domain/outcome.ts';
import { outputAt, wayIn } from './box-adapter.ts';
import type { Family, Flaw, ModelAdapter } from './family.ts';
import { hasShapes, refuseOutputs } from './output-shapes.ts';
import { impossibleBox, isPossibleBox } from './possible-box.ts';
import { detectionsOf } from './to-picture.ts';

const rowFields = 6;

/**
 * Networks that suppress by themselves (YOLOv10, YOLO26, exports with `nms=True`): [1, boxes, 6], each row two corners, a score
 * and the place of a label.
 */
export const yoloEndToEnd: Family = {
  name: 'yolo-end-to-end',
  adapt(card: PictureCard): Outcome<ModelAdapter> {
    const boxes = card.io.outputs[0]?.shape[1] ?? 0;
    if (boxes < 1 || !hasShapes(card, [[1, boxes, rowFields]])) return refuseOutputs(card, 'one output [1, boxes, 6]');
    const { labels, thresholds, io } = card;
    return succeed({
      ...wayIn(card),
      flaw: (outputs) =>
        strangeLabel(outputAt(outputs, 0), labels.length, thresholds.score) ??
        strayBox(outputAt(outputs, 0), io.input, thresholds.score),
      postprocess: (outputs, transform, picture) =>
        detectionsOf(surest(outputAt(outputs, 0), thresholds.score), labels, transform, picture),
    });
  },
};

/** Rows below the threshold are left over from the network's own list: most of it is empty. */
function surest(rows: Float32Array, least: number): Float32Array {
  const starts = rowStarts(rows, least).toSorted((a, b) => (rows[b + 4] ?? 0) - (rows[a + 4] ?? 0));
  return Float32Array.from(starts.flatMap((at) => [...rows.subarray(at, at + rowFields)]));
}

function strangeLabel(rows: Float32Array, labels: number, least: number): Flaw | undefined {
  const labelAt = (start: number): number => rows[start + 5] ?? 0;
  const strange = rowStarts(rows, least).find((start) => {
    const label = labelAt(start);
    return !Number.isInteger(label) || label < 0 || label >= labels;
  });
  if (strange === undefined) return undefined;
  return { expected: `a label from 0 to ${labels - 1} in each row`, received: String(labelAt(strange)) };
}

function strayBox(rows: Float32Array, input: PictureCard['io']['input'], least: number): Flaw | undefined {
  for (const at of rowStarts(rows, least)) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rows.subarray(at, at + 4);
    if (!isPossibleBox(x1, y1, x2, y2, input)) return impossibleBox(x1, y1, x2, y2);
  }
  return undefined;
}

const rowStarts = (rows: Float32Array, least: number): readonly number[] =>
  Array.from({ length: rows.length / rowFields }, (_, index) => index * rowFields).filter(
    (at) => (rows[at + 4] ?? 0) >= least,
  );
