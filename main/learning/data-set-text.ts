import type { ItemLabel } from '../../preload/contract/labels.ts';

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
  const annotations = pictures.flatMap(({ id, labels }) =>
    labels.map(({ label, box: { x, y, width, height } }) => {
      lastId += 1;
      const what = { image_id: id, category_id: numberOf.get(label), bbox: [x, y, width, height] };
      return { id: lastId, ...what, area: width * height, iscrowd: 0 };
    }),
  );
  const images = pictures.map(({ id, file, width, height }) => ({ id, file_name: `images/${file}`, width, height }));
  const categories = classes.map((name, index) => ({ id: index + 1, name }));
  return `${JSON.stringify({ images, annotations, categories }, null, 1)}\n`;
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
