import { decodeYolo, strayAnchor } from '../../../native/lib/boxes.ts';
import type { StrayOptions } from '../../../native/lib/boxes-options.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { succeed } from '../../domain/outcome.ts';
import { mostDetections, notScores, outputAt, wayIn } from './box-adapter.ts';
import type { Family, Flaw, ModelAdapter } from './family.ts';
import { refuseOutputs } from './output-shapes.ts';
import { boundsOf, impossibleBox } from './possible-box.ts';
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
  const stray = { scoreThreshold: card.thresholds.score, ...boundsOf(card.io.input) };
  return {
    ...wayIn(card),
    flaw: (outputs) => strayBox(outputAt(outputs, 0), card.labels.length, anchors, stray),
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

function strayBox(output: Float32Array, labels: number, anchors: number, options: StrayOptions): Flaw | undefined {
  const stray = strayAnchor(output, labels, anchors, options);
  if (stray === undefined) return undefined;
  const at = (field: number): number => output[field * anchors + stray] ?? 0;
  const [x, y, halfWidth, halfHeight] = [at(0), at(1), at(2) / 2, at(3) / 2];
  return impossibleBox(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
}
