import { decodeYolo } from '../../../native/lib/boxes.ts';
import type { Target } from '../../../native/lib/picture.ts';
import { letterbox } from '../../../native/lib/pixels.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Detection } from '../../../preload/contract/values.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { fail, succeed } from '../../domain/outcome.ts';
import type { Family, Flaw, ModelAdapter } from './family.ts';
import { impossibleBox, isPossibleBox, reachOf } from './possible-box.ts';
import { boxInPicture, type Corners, clamp, pointInPicture } from './to-picture.ts';
import { type FaceCandidate, faceCandidates, type Grid } from './yunet-grid.ts';

const strides = [8, 16, 32] as const;
/** What the network gives for each cell of a grid, and how many numbers each is. */
const parts = { cls: 1, obj: 1, bbox: 4, kps: 10 } as const;
const rowFields = 6;
const mostFaces = 300;

/** YuNet: on three grids a class score, an objectness, a box and five points for each cell; a face is one label. */
export const yunet: Family = {
  name: 'yunet',
  adapt(card: PictureCard): Outcome<ModelAdapter> {
    const { width, height } = card.io.input;
    const wanted = strides.flatMap((stride) =>
      Object.entries(parts).map(([part, numbers]) => ({
        name: `${part}_${stride}`,
        shape: [1, Math.floor(width / stride) * Math.floor(height / stride), numbers],
      })),
    );
    const has = ({ name, shape }: (typeof wanted)[number]): boolean =>
      card.io.outputs.some((output) => output.name === name && output.shape.join() === shape.join());
    const lacking = wanted.find((output) => !has(output));
    if (lacking !== undefined) return refuse(card, `${lacking.name} [${lacking.shape.join(', ')}]`, outputsOf(card));
    const [label] = card.labels;
    if (label === undefined || card.labels.length > 1) return refuse(card, 'one label', card.labels.join(', '));
    return succeed(adapterOf(card, label));
  },
};

function adapterOf(card: PictureCard, label: string): ModelAdapter {
  const { width, height } = card.io.input;
  const target: Target = { width, height, ...card.preprocessing };
  const { score: scoreThreshold, overlap: overlapThreshold } = card.thresholds;
  const placeOf = (name: string): number => card.io.outputs.findIndex((output) => output.name === name);
  const grids = strides.map((stride) => ({
    stride,
    columns: Math.floor(width / stride),
    places: [placeOf(`cls_${stride}`), placeOf(`obj_${stride}`), placeOf(`bbox_${stride}`), placeOf(`kps_${stride}`)],
  }));
  const candidatesIn = (outputs: readonly Float32Array[]): readonly FaceCandidate[] =>
    grids.flatMap(({ stride, columns, places }) => {
      const [cls, obj, bbox, kps] = places.map((place) => outputs[place]);
      if (cls === undefined || obj === undefined || bbox === undefined || kps === undefined) {
        throw new Error(`Expected ${card.io.outputs.length} outputs of ${card.name}, got ${outputs.length}`);
      }
      const grid: Grid = { stride, columns, cls, obj, bbox, kps };
      return faceCandidates(grid, scoreThreshold);
    });
  return {
    tensorLength: 3 * width * height,
    preprocess: (picture, into) => letterbox(picture, target, into),
    flaw: (outputs) => strayFace(candidatesIn(outputs), card),
    postprocess(outputs, transform, picture) {
      return suppressed(candidatesIn(outputs), overlapThreshold).flatMap((face): Detection[] => {
        const { score, points } = face;
        const box = boxInPicture(cornersOf(face), transform, picture);
        if (box === undefined) return [];
        return [
          { label, score: clamp(score, 1), box, points: points.map((point) => pointInPicture(point, transform)) },
        ];
      });
    },
  };
}

const cornersOf = ({ centre, size }: FaceCandidate): Corners => ({
  x1: centre.x - size.x / 2,
  y1: centre.y - size.y / 2,
  x2: centre.x + size.x / 2,
  y2: centre.y + size.y / 2,
});

/** The points of a face at the edge may lie outside, but no further than its box may. */
function strayFace(faces: readonly FaceCandidate[], { io: { input } }: PictureCard): Flaw | undefined {
  const reach = reachOf(input);
  for (const face of faces) {
    const { x1, y1, x2, y2 } = cornersOf(face);
    if (!isPossibleBox(x1, y1, x2, y2, input)) return impossibleBox(x1, y1, x2, y2);
    const stray = face.points.find(({ x, y }) => !(Math.abs(x) <= reach && Math.abs(y) <= reach));
    if (stray !== undefined) return impossibleBox(stray.x, stray.y, stray.x, stray.y);
  }
  return undefined;
}

/** The best of those that cover each other, by the suppression that every family shares. */
function suppressed(candidates: readonly FaceCandidate[], overlapThreshold: number): readonly FaceCandidate[] {
  if (candidates.length === 0) return [];
  const count = candidates.length;
  const columns = new Float32Array(5 * count);
  for (const [at, { centre, size, score }] of candidates.entries()) {
    for (const [row, value] of [centre.x, centre.y, size.x, size.y, score].entries()) columns[row * count + at] = value;
  }
  const rows = decodeYolo(columns, 1, count, { scoreThreshold: 0, overlapThreshold, maxDetections: mostFaces });
  const byBox = new Map(candidates.map((candidate) => [cornerOf(candidate), candidate]));
  return Array.from({ length: rows.length / rowFields }, (_, index) => {
    const [x1 = 0, y1 = 0, , , score = 0] = rows.subarray(index * rowFields, (index + 1) * rowFields);
    const candidate = byBox.get(`${x1} ${y1} ${score}`);
    if (candidate === undefined) throw new Error('Expected suppression to give boxes that it was given');
    return candidate;
  });
}

/** As suppression gives it back: in single precision. Two candidates alike in all of this are one. */
function cornerOf({ centre, size, score }: FaceCandidate): string {
  const corner = (middle: number, extent: number): number =>
    Math.fround(Math.fround(middle) - Math.fround(Math.fround(extent) * 0.5));
  return `${corner(centre.x, size.x)} ${corner(centre.y, size.y)} ${Math.fround(score)}`;
}

const outputsOf = (card: PictureCard): string =>
  card.io.outputs.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ');

const refuse = (card: PictureCard, expected: string, received: string): Outcome<never> =>
  fail('model_refused', {
    thing: `Output of ${card.name}`,
    expected,
    received,
    remedy: 'Correct card.json, or export the network for the family yunet.',
  });
