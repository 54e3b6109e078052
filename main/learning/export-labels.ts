import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ExportReport, Item } from '../../preload/contract/labels.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { cocoText, type LabelledPicture, yoloDataText, yoloText } from './data-set-text.ts';
import { copyPicture, openExportFolder, writeText } from './export-folder.ts';

export interface ExportOptions {
  readonly format: ExportReport['format'];
  readonly folder: string;
  /** In the model's order; labels that it does not know follow. */
  readonly classes: readonly string[];
  readonly pathOf: (sha256: string) => string;
  /** Labelled items, oldest first, a page at a time. */
  readonly page: (after: number) => Promise<Outcome<{ readonly rows: readonly Item[]; readonly next: number | null }>>;
}

interface Gathered {
  readonly pictures: readonly LabelledPicture[];
  readonly missing: number;
}

/** Writes what people said, with its pictures, so that a trainer or the evaluation can read it. */
export async function exportLabels(options: ExportOptions): Promise<Outcome<ExportReport>> {
  const opened = await openExportFolder(options.folder);
  if (!opened.ok) return opened;
  const gathered = await gather(options);
  if (!gathered.ok) return gathered;
  const { pictures, missing } = gathered.value;
  if (pictures.length === 0) return nothingLabelled();
  const said = pictures.flatMap(({ labels }) => labels.map(({ label }) => label));
  const classes = [...new Set([...options.classes, ...said])];
  const written = await write(options, pictures, classes);
  if (!written.ok) return written;
  const { folder, format } = options;
  return succeed({ folder, format, pictures: pictures.length, boxes: said.length, missing });
}

async function gather({ folder, pathOf, page }: ExportOptions): Promise<Outcome<Gathered>> {
  const pictures: LabelledPicture[] = [];
  let missing = 0;
  for (let after: number | null = 0; after !== null; ) {
    const found: Awaited<ReturnType<ExportOptions['page']>> = await page(after);
    if (!found.ok) return found;
    for (const { id, sampleHash, width, height, labels } of found.value.rows) {
      const file = `${sampleHash}.jpg`;
      const copied = await copyPicture(pathOf(sampleHash), join(folder, 'images', file));
      if (!copied.ok) return copied;
      if (copied.value === 'missing') missing += 1;
      else pictures.push({ id, file, width, height, labels: labels ?? [] });
    }
    after = found.value.next;
  }
  return succeed({ pictures, missing });
}

async function write(
  { folder, format }: ExportOptions,
  pictures: readonly LabelledPicture[],
  classes: readonly string[],
): Promise<Outcome<null>> {
  if (format === 'coco') return writeText(join(folder, 'coco.json'), cocoText(pictures, classes));
  await mkdir(join(folder, 'labels'));
  for (const picture of pictures) {
    const name = `${basename(picture.file, '.jpg')}.txt`;
    const written = await writeText(join(folder, 'labels', name), yoloText(picture, classes));
    if (!written.ok) return written;
  }
  return writeText(join(folder, 'data.yaml'), yoloDataText(classes));
}

const nothingLabelled = (): Outcome<never> =>
  fail('wrong_state', {
    thing: 'The labelling queue',
    expected: 'labelled items to export',
    received: 'none',
    remedy: 'Label some first.',
  });
