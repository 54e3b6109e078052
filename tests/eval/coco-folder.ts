import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { TrueBox } from '../../main/domain/match-boxes.ts';

const coco = z.object({
  images: z.array(z.object({ id: z.number(), file_name: z.string() })).min(1),
  annotations: z.array(
    z.object({
      image_id: z.number(),
      category_id: z.number(),
      bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
      iscrowd: z.union([z.literal(0), z.literal(1)]).optional(),
    }),
  ),
  categories: z.array(z.object({ id: z.number(), name: z.string() })).min(1),
});

export interface LabelledPicture {
  readonly file: string;
  readonly real: readonly TrueBox[];
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`Expected a folder with coco.json, found no ${file}.`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`Expected JSON in ${file}, got something else.`);
  }
}

/** Reads DIR/coco.json; categories are matched with the model's labels by name. */
export async function readCocoFolder(folder: string, labels: readonly string[]): Promise<readonly LabelledPicture[]> {
  const file = join(folder, 'coco.json');
  const parsed = coco.safeParse(await readJson(file));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`Expected the COCO layout in ${file}: ${issue?.path.join('.')}: ${issue?.message}.`);
  }
  const { images, annotations, categories } = parsed.data;
  const unknown = categories.find((category) => !labels.includes(category.name));
  if (unknown) {
    throw new Error(`Expected categories that the model knows (${labels.join(', ')}), got ${unknown.name}.`);
  }
  const labelOf = new Map(categories.map((category) => [category.id, labels.indexOf(category.name)]));
  const real = new Map<number, TrueBox[]>(images.map((image) => [image.id, []]));
  for (const { image_id, category_id, bbox, iscrowd } of annotations) {
    const category = labelOf.get(category_id);
    const boxes = real.get(image_id);
    if (category === undefined || !boxes) {
      throw new Error(
        `Expected annotations of known images and categories in ${file}, got image ${image_id}, category ${category_id}.`,
      );
    }
    const [x, y, width, height] = bbox;
    boxes.push({ x, y, width, height, category, crowd: iscrowd === 1 });
  }
  return images.map((image) => ({ file: join(folder, image.file_name), real: real.get(image.id) ?? [] }));
}
