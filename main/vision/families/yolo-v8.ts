import { decodeYolo } from '../../../native/lib/boxes.ts';
import type { Target, Transform } from '../../../native/lib/picture.ts';
import { letterbox } from '../../../native/lib/pixels.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Detection } from '../../../preload/contract/values.ts';
import type { Frame } from '../../domain/frame.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { fail, succeed } from '../../domain/outcome.ts';
import type { Family, ModelAdapter } from './family.ts';
import { boxInPicture, clamp } from './to-picture.ts';

const boxFields = 4;
const rowFields = 6;
const mostDetections = 300;

/** Networks that give [1, 4 + labels, anchors]: centres, sizes and a score for each label, without objectness. */
export const yoloV8: Family = {
  name: 'yolo-v8',
  adapt(card: PictureCard): Outcome<ModelAdapter> {
    const [batch, channels, anchors] = card.io.outputs[0]?.shape ?? [];
    if (card.io.outputs.length !== 1 || batch !== 1 || channels !== boxFields + card.labels.length) {
      return refuse(
        card,
        `one output [1, ${boxFields + card.labels.length}, anchors] for ${card.labels.length} labels`,
      );
    }
    if (anchors === undefined || anchors < 1) return refuse(card, 'an output with a fixed number of anchors');
    return succeed(adapterOf(card, anchors));
  },
};

function adapterOf(card: PictureCard, anchors: number): ModelAdapter {
  const { width, height } = card.io.input;
  const { resize, padValue, colour, mean, std } = card.preprocessing;
  const target: Target = { width, height, resize, padValue, colour, mean, std };
  const options = {
    scoreThreshold: card.thresholds.score,
    overlapThreshold: card.thresholds.overlap,
    maxDetections: mostDetections,
  };
  return {
    tensorLength: 3 * width * height,
    preprocess: (picture, into) => letterbox(picture, target, into),
    postprocess(outputs, transform, picture) {
      const [output] = outputs;
      if (output === undefined) throw new Error(`Expected one output of ${card.name}, got none`);
      return detectionsOf(decodeYolo(output, card.labels.length, anchors, options), card.labels, transform, picture);
    },
  };
}

/** Rows in network pixels become boxes in picture pixels, cut at the picture's edges. */
export function detectionsOf(
  rows: Float32Array,
  labels: readonly string[],
  transform: Transform,
  picture: Pick<Frame, 'width' | 'height'>,
): Detection[] {
  const detections: Detection[] = [];
  for (let at = 0; at + rowFields <= rows.length; at += rowFields) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, score = 0, index = 0] = rows.subarray(at, at + rowFields);
    const label = labels[index];
    if (label === undefined) throw new Error(`Expected a class below ${labels.length}, got ${index}`);
    const box = boxInPicture({ x1, y1, x2, y2 }, transform, picture);
    if (box === undefined) continue;
    detections.push({ label, score: clamp(score, 1), box });
  }
  return detections;
}

const refuse = (card: PictureCard, expected: string): Outcome<never> =>
  fail('model_refused', {
    thing: `Output of ${card.name}`,
    expected,
    received: card.io.outputs.map(({ shape }) => `[${shape.join(', ')}]`).join(' and '),
    remedy: 'Correct card.json, or export the network for the family yolo-v8.',
  });
