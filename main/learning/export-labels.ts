import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ExportReport, Item } from '../../preload/contract/labels.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import {
  cocoText,
  type LabelledPicture,
  type LabelledSound,
  soundsText,
  yoloDataText,
  yoloText,
} from './data-set-text.ts';
import { copySample, openExportFolder, writeText } from './export-folder.ts';

export interface ExportOptions {
  readonly format: ExportReport['format'];
  readonly folder: string;
  /** In the model's order; labels that it does not know follow. */
  readonly classes: readonly string[];
  readonly pathOf: (sha256: string) => string;
  /** Labelled items of both media, oldest first, a page at a time. */
  readonly page: (after: number) => Promise<Outcome<{ readonly rows: readonly Item[]; readonly next: number | null }>>;
}

interface Gathered {
  readonly pictures: readonly LabelledPicture[];
  readonly sounds: readonly LabelledSound[];
  readonly missing: number;
  readonly leftOut: number;
}

/** Writes what people said, with its pictures or its sounds, so that a trainer or the evaluation can read it. */
export async function exportLabels(options: ExportOptions): Promise<Outcome<ExportReport>> {
  const { folder, format } = options;
  const opened = await openExportFolder(folder, samplesIn(format));
  if (!opened.ok) return opened;
  const gathered = await gather(options);
  if (!gathered.ok) return gathered;
  const { pictures, sounds, missing, leftOut } = gathered.value;
  if (pictures.length + sounds.length === 0) return nothingLabelled(format);
  const boxes = pictures.flatMap(({ labels }) => labels.map(({ label }) => label));
  const marks = sounds.reduce((sum, sound) => sum + sound.marks.length, 0);
  const written = await write(options, gathered.value, [...new Set([...options.classes, ...boxes])]);
  if (!written.ok) return written;
  const counts = { pictures: pictures.length, boxes: boxes.length, sounds: sounds.length, marks };
  return succeed({ folder, format, ...counts, missing, leftOut });
}

const samplesIn = (format: ExportReport['format']): string => (format === 'sounds' ? 'sounds' : 'images');

async function gather({ folder, format, pathOf, page }: ExportOptions): Promise<Outcome<Gathered>> {
  const pictures: LabelledPicture[] = [];
  const sounds: LabelledSound[] = [];
  let [missing, leftOut] = [0, 0];
  for (let after: number | null = 0; after !== null; ) {
    const found: Awaited<ReturnType<ExportOptions['page']>> = await page(after);
    if (!found.ok) return found;
    for (const { id, medium, sampleHash, width, height, labels, sound } of found.value.rows) {
      if ((medium === 'sound') !== (format === 'sounds')) {
        leftOut += 1;
        continue;
      }
      const file = `${sampleHash}.${medium === 'sound' ? 'wav' : 'jpg'}`;
      const copied = await copySample(pathOf(sampleHash), join(folder, samplesIn(format), file));
      if (!copied.ok) return copied;
      if (copied.value === 'missing') missing += 1;
      else if (sound === undefined) pictures.push({ id, file, width, height, labels: labels ?? [] });
      else sounds.push({ id, file, durationMs: sound.durationMs, marks: sound.marks ?? [] });
    }
    after = found.value.next;
  }
  return succeed({ pictures, sounds, missing, leftOut });
}

async function write(
  { folder, format }: ExportOptions,
  { pictures, sounds }: Gathered,
  classes: readonly string[],
): Promise<Outcome<null>> {
  if (format === 'sounds') return writeText(join(folder, 'sounds.jsonl'), soundsText(sounds));
  if (format === 'coco') return writeText(join(folder, 'coco.json'), cocoText(pictures, classes));
  await mkdir(join(folder, 'labels'));
  for (const picture of pictures) {
    const name = `${basename(picture.file, '.jpg')}.txt`;
    const written = await writeText(join(folder, 'labels', name), yoloText(picture, classes));
    if (!written.ok) return written;
  }
  return writeText(join(folder, 'data.yaml'), yoloDataText(classes));
}

const nothingLabelled = (format: ExportReport['format']): Outcome<never> =>
  fail('wrong_state', {
    thing: 'The labelling queue',
    expected: `labelled ${format === 'sounds' ? 'sounds' : 'pictures'} to export`,
    received: 'none',
    remedy: 'Label some first.',
  });
