import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { isPictureName, readPicture } from '../capture/sources/picture-file.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import type { AdoptedPicture, TeachAdopt, TeachAdopted } from './teach-protocol.ts';

const idDigits = 16;
/** As they are: a page can show them. All others are kept as PNG. */
const shownByPages = /\.(jpe?g|png|webp)$/i;

/** Copies the pictures of a folder; one that does not decode is passed over with its reason, and so is one that is there twice. */
export async function adoptFolder({ folder, into, most }: TeachAdopt): Promise<Outcome<TeachAdopted>> {
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return noFolder(folder);
  await mkdir(into, { recursive: true });
  const pictures = new Map<string, AdoptedPicture>();
  const skipped: string[] = [];
  const sorted = names.filter(isPictureName).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (sorted.length === 0) return noFolder(folder);
  for (const name of sorted) {
    if (pictures.size >= most) {
      skipped.push(`${name} and those after it: there is room for ${most} more.`);
      break;
    }
    const adopted = await adopt(path.join(folder, name), into);
    if (!adopted.ok) skipped.push(adopted.failure.message);
    else if (pictures.has(adopted.value.id)) skipped.push(`${name} is the same picture as another one.`);
    else pictures.set(adopted.value.id, adopted.value);
  }
  return succeed({ pictures: [...pictures.values()], skipped });
}

async function adopt(from: string, into: string): Promise<Outcome<AdoptedPicture>> {
  const picture = await readPicture(from);
  if (!picture.ok) return picture;
  const { width, height, format, planes } = picture.value;
  const raw = { width, height, channels: format === 'gray8' ? 1 : 3 } as const;
  const bytes = shownByPages.test(from)
    ? await readFile(from)
    : await sharp(planes[0]?.data ?? new Uint8Array(0), { raw })
        .png({ compressionLevel: 3 })
        .toBuffer();
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, idDigits);
  const file = `${id}${shownByPages.test(from) ? path.extname(from).toLowerCase() : '.png'}`;
  await writeFile(path.join(into, file), bytes, { flush: true });
  return succeed({ id, file, width, height });
}

const noFolder = (folder: string): Outcome<never> =>
  fail('not_found', {
    thing: `Folder ${folder}`,
    expected: 'a folder with pictures that this station may read',
    received: 'none such',
    remedy: 'Check the path and its permissions.',
  });
