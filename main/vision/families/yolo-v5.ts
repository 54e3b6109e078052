import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { succeed } from '../../domain/outcome.ts';
import { boxAdapter, notScores, outputAt } from './box-adapter.ts';
import { type Candidate, placeOfLargest } from './candidates.ts';
import type { Family, ModelAdapter } from './family.ts';
import { hasShapes, refuseOutputs } from './output-shapes.ts';
import { impossibleAmong } from './possible-box.ts';

const boxFields = 4;
/** Centre, size and objectness stand before the scores of the labels. */
const fieldsBefore = 5;

/** Networks that give [1, anchors, 5 + labels], row after row: a score is objectness times that of its label. */
export const yoloV5: Family = {
  name: 'yolo-v5',
  adapt(card: PictureCard): Outcome<ModelAdapter> {
    const fields = fieldsBefore + card.labels.length;
    const anchors = card.io.outputs[0]?.shape[1] ?? 0;
    if (anchors < 1 || !hasShapes(card, [[1, anchors, fields]])) {
      return refuseOutputs(card, `one output [1, anchors, ${fields}] for ${card.labels.length} labels`);
    }
    const candidatesIn = (outputs: readonly Float32Array[], least: number): Candidate[] =>
      candidatesOf(outputAt(outputs, 0), card.labels.length, anchors, least);
    return succeed({
      ...boxAdapter(card, candidatesIn),
      flaw: (outputs) => impossibleAmong(candidatesIn(outputs, card.thresholds.score), card.io.input),
      flawAtFirst: (outputs) => notScores(outputAt(outputs, 0).filter((_, at) => at % fields >= boxFields)),
    });
  },
};

function candidatesOf(output: Float32Array, labels: number, anchors: number, least: number): Candidate[] {
  const found: Candidate[] = [];
  const fields = fieldsBefore + labels;
  for (let at = 0; at < anchors * fields; at += fields) {
    const objectness = output[at + 4] ?? 0;
    if (objectness < least) continue;
    const label = placeOfLargest(output, at + fieldsBefore, labels);
    const score = objectness * (output[at + fieldsBefore + label] ?? 0);
    if (score < least) continue;
    const [x = 0, y = 0, width = 0, height = 0] = output.subarray(at, at + 4);
    found.push({ x, y, width, height, score, label });
  }
  return found;
}
