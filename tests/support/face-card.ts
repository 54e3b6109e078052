import type { PictureCard } from '../../preload/contract/model-card.ts';
import { tinyCard } from './model-folder.ts';

const strides = [8, 16, 32] as const;
const parts = [
  ['cls', 1],
  ['obj', 1],
  ['bbox', 4],
  ['kps', 10],
] as const;

/** The card of a face detector with an input of this side, with what YuNet gives. */
export const faceCard = (side: number, change: Partial<PictureCard> = {}): PictureCard =>
  tinyCard({
    name: 'faces',
    task: 'find-faces',
    family: 'yunet',
    io: {
      input: { name: 'input', layout: 'nchw', width: side, height: side },
      outputs: parts.flatMap(([part, numbers]) =>
        strides.map((stride) => ({ name: `${part}_${stride}`, shape: [1, (side / stride) ** 2, numbers] })),
      ),
    },
    preprocessing: { resize: 'letterbox', padValue: 0, colour: 'bgr', mean: [0, 0, 0], std: [1, 1, 1] },
    labels: ['face'],
    thresholds: { score: 0.5, overlap: 0.3, unsure: [0.5, 0.8] },
    ...change,
  });

interface Cell {
  readonly cls: number;
  readonly obj: number;
  readonly bbox: readonly number[];
  readonly kps: readonly number[];
}

/** Outputs in the card's order that are nought but for some cells, named as `stride column row`. */
export function faceOutputs(card: PictureCard, cells: Readonly<Record<string, Cell>>): Float32Array[] {
  const outputs = card.io.outputs.map(({ shape }) => new Float32Array((shape[1] ?? 0) * (shape[2] ?? 0)));
  for (const [where, cell] of Object.entries(cells)) {
    const [stride = 8, column = 0, row = 0] = where.split(' ').map(Number);
    const at = row * (card.io.input.width / stride) + column;
    for (const [part, numbers] of parts) {
      const place = card.io.outputs.findIndex(({ name }) => name === `${part}_${stride}`);
      outputs[place]?.set([cell[part]].flat(), at * numbers);
    }
  }
  return outputs;
}
