import type { ItemLabel, ItemMark } from '../../preload/contract/labels.ts';
import { facePointNames, type Point } from '../../preload/contract/values.ts';

/** One picture with what a person said is in it. */
export interface LabelledPicture {
  readonly id: number;
  /** Within the folder `images`. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly labels: readonly ItemLabel[];
}

/** `coco.json` as the evaluation reads it; categories are numbered from one. */
export function cocoText(pictures: readonly LabelledPicture[], classes: readonly string[]): string {
  const numberOf = new Map(classes.map((label, index) => [label, index + 1]));
  let lastId = 0;
  const pointed = new Set(
    pictures.flatMap(({ labels }) => labels.filter(({ points }) => points).map(({ label }) => label)),
  );
  const annotations = pictures.flatMap((picture) =>
    picture.labels.map(({ label, box: { x, y, width, height }, points }) => {
      lastId += 1;
      const what = { image_id: picture.id, category_id: numberOf.get(label), bbox: [x, y, width, height] };
      const marks = pointed.has(label) ? keypointsOf(points ?? [], picture) : {};
      return { id: lastId, ...what, ...marks, area: width * height, iscrowd: 0 };
    }),
  );
  const images = pictures.map(({ id, file, width, height }) => ({ id, file_name: `images/${file}`, width, height }));
  const categories = classes.map((name, index) => ({
    id: index + 1,
    name,
    ...(pointed.has(name) && { keypoints: facePointNames, skeleton: [] }),
  }));
  return `${JSON.stringify({ images, annotations, categories }, null, 1)}\n`;
}

/** Three numbers a point, the last one 2 where it can be seen; one outside the picture, or that nobody gave, is three noughts. */
function keypointsOf(points: readonly Point[], { width, height }: Pick<LabelledPicture, 'width' | 'height'>) {
  const isInside = ({ x, y }: Point): boolean => x >= 0 && y >= 0 && x <= width && y <= height;
  const seen = facePointNames
    .map((_, index) => points[index])
    .map((point) => (point && isInside(point) ? point : null));
  const keypoints = seen.flatMap((point) => (point === null ? [0, 0, 0] : [point.x, point.y, 2]));
  return { keypoints, num_keypoints: seen.filter((point) => point !== null).length };
}

/** A line per box: the class from nought on, then centre and size as shares of the picture. */
export function yoloText({ labels, width, height }: LabelledPicture, classes: readonly string[]): string {
  const share = (value: number): string => value.toFixed(6);
  return labels
    .map(({ label, box }) => {
      const centre = [(box.x + box.width / 2) / width, (box.y + box.height / 2) / height];
      return [classes.indexOf(label), ...[...centre, box.width / width, box.height / height].map(share)].join(' ');
    })
    .map((line) => `${line}\n`)
    .join('');
}

/** Names are quoted as JSON, which YAML reads too. */
export const yoloDataText = (classes: readonly string[]): string =>
  [
    'path: .',
    'train: images',
    'val: images',
    'names:',
    ...classes.map((name, index) => `  ${index}: ${JSON.stringify(name)}`),
    '',
  ].join('\n');

/** One sound with what a person said is in it. */
export interface LabelledSound {
  readonly id: number;
  /** Within the folder `sounds`. */
  readonly file: string;
  readonly durationMs: number;
  readonly marks: readonly ItemMark[];
}

/** JSON lines, one a sound: its file, its length and its stretches, in milliseconds from its beginning. */
export const soundsText = (sounds: readonly LabelledSound[]): string =>
  sounds.map(({ file, ...rest }) => `${JSON.stringify({ file: `sounds/${file}`, ...rest })}\n`).join('');
