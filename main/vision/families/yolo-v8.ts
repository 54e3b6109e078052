import { decodeYolo } from '../../../native/lib/boxes.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { succeed } from '../../domain/outcome.ts';
import { mostDetections, notScores, outputAt, wayIn } from './box-adapter.ts';
import { placeOfLargest } from './candidates.ts';
import type { Family, Flaw, ModelAdapter } from './family.ts';
import { refuseOutputs } from './output-shapes.ts';
import { impossibleBox, isPossibleBox } from './possible-box.ts';
import { detectionsOf } from './to-picture.ts';

const boxFields = 4;

/** Networks that give [1, 4 + labels, anchors]: centres, sizes and a score for each label, without objectness. */
export const yoloV8: Family = {
  name: 'yolo-v8',
  adapt(card: PictureCard): Outcome<ModelAdapter> {
    const [batch, channels, anchors] = card.io.outputs[0]?.shape ?? [];
    if (card.io.outputs.length !== 1 || batch !== 1 || channels !== boxFields + card.labels.length) {
      return refuseOutputs(
        card,
        `one output [1, ${boxFields + card.labels.length}, anchors] for ${card.labels.length} labels`,
      );
    }
    if (anchors === undefined || anchors < 1) return refuseOutputs(card, 'an output with a fixed number of anchors');
    return succeed(adapterOf(card, anchors));
  },
};

function adapterOf(card: PictureCard, anchors: number): ModelAdapter {
  const options = {
    scoreThreshold: card.thresholds.score,
    overlapThreshold: card.thresholds.overlap,
    maxDetections: mostDetections,
  };
  return {
    ...wayIn(card),
    flaw: (outputs) => strayBox(outputAt(outputs, 0), anchors, card),
    flawAtFirst: (outputs) => notScores(outputAt(outputs, 0).subarray(boxFields * anchors)),
    postprocess: (outputs, transform, picture) =>
      detectionsOf(
        decodeYolo(outputAt(outputs, 0), card.labels.length, anchors, options),
        card.labels,
        transform,
        picture,
      ),
  };
}

/**
 * Every box is looked at, thousands a frame and so without a list for each; of the few that are strange then whether they count, as
 * of an anchor that is not sure enough a box may be anything.
 */
function strayBox(output: Float32Array, anchors: number, { io, labels, thresholds }: PictureCard): Flaw | undefined {
  for (let at = 0; at < anchors; at += 1) {
    const x = output[at] ?? 0;
    const y = output[anchors + at] ?? 0;
    const halfWidth = (output[2 * anchors + at] ?? 0) / 2;
    const halfHeight = (output[3 * anchors + at] ?? 0) / 2;
    const x1 = x - halfWidth;
    const y1 = y - halfHeight;
    const x2 = x + halfWidth;
    const y2 = y + halfHeight;
    if (isPossibleBox(x1, y1, x2, y2, io.input)) continue;
    const label = placeOfLargest(output, boxFields * anchors + at, labels.length, anchors);
    if ((output[(boxFields + label) * anchors + at] ?? 0) >= thresholds.score) return impossibleBox(x1, y1, x2, y2);
  }
  return undefined;
}
