import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PictureCard, pictureCard } from '../../../preload/contract/model-card.ts';

/** A copy of a model folder whose card asks for another input size, where the network takes several. */
export async function sizedModel(from: string, to: string, size: number | undefined): Promise<PictureCard> {
  const card = pictureCard.parse(JSON.parse(await readFile(join(from, 'card.json'), 'utf8')));
  const { strideMultiple, width } = card.io.input;
  await cp(from, to, { recursive: true });
  if (size === undefined || size === width) return card;
  if (strideMultiple === undefined || size % strideMultiple !== 0) {
    throw new Error(
      `Expected --size to be ${strideMultiple === undefined ? width : `a multiple of ${strideMultiple}`}, got ${size}`,
    );
  }
  const cells = [8, 16, 32].reduce((sum, stride) => sum + (size / stride) ** 2, 0);
  const outputs = card.io.outputs.map(({ name, shape }) => ({ name, shape: [...shape.slice(0, -1), cells] }));
  const sized = { ...card, io: { input: { ...card.io.input, width: size, height: size }, outputs } };
  await writeFile(join(to, 'card.json'), JSON.stringify(sized));
  return sized;
}
