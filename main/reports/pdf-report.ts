import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import type { Batch, BatchPart } from '../../preload/contract/batch.ts';
import { defectsOf, mediaTime, nameOfPart } from '../domain/batch/words.ts';
import { cover, type Written } from './pdf-cover.ts';
import { heading, ink, margin, note, numberPages } from './pdf-page.ts';
import { pictureCard, pictureCards } from './pdf-pictures.ts';
import { table } from './pdf-table.ts';
import { Pen } from './pen.ts';

export interface PictureOfPart {
  readonly part: BatchPart;
  /** Null where none is kept. */
  readonly file: string | null;
}

/** Rows of one kind, and whether there are more than stand here. */
export interface ReportRows {
  readonly parts: readonly BatchPart[];
  readonly hasMore: boolean;
}

export interface ReportContent {
  readonly batch: Batch;
  readonly written: Written;
  readonly version: string;
  /** Folders of families of letters, the first that has a letter draws it. */
  readonly fonts: readonly string[];
  /** Worst first. */
  readonly worst: readonly PictureOfPart[];
  /** Whatever did not pass. */
  readonly bad: ReportRows;
  readonly broken: ReportRows;
}

const colours = { pass: ink.pass, fail: ink.fail, unsure: ink.unsure } as const;
const verdictColour = ({ verdict }: BatchPart): string => (verdict === null ? ink.text : colours[verdict]);

/** Cover, worst parts with their pictures, a table of all that did not pass, and what did not decode. Throws what the disk says. */
export async function writePdf(content: ReportContent, file: string): Promise<void> {
  const { batch, written, version, fonts, worst, bad, broken } = content;
  const info = { Title: `Inspection report: ${batch.name}`, Creator: `Caracal ${version}` };
  // Without a font of its own: those that every reader has know Latin letters alone.
  const pdf = new PDFDocument({ size: 'A4', margin, bufferPages: true, info, font: '' });
  const out = pdf.pipe(createWriteStream(file, { mode: 0o600, flags: 'wx' }));
  const isThrough = finished(out);
  // Told at the end, also where the disk refuses while pictures are still being read.
  isThrough.catch(() => undefined);
  const pen = new Pen(pdf, fonts);
  cover(pen, batch, written);
  if (worst.length > 0) {
    pdf.addPage();
    const { fail, unsure } = batch.counts;
    const isAll = worst.length >= fail + unsure;
    const y = heading(pen, isAll ? 'Parts that did not pass' : `The ${worst.length} worst parts`, margin);
    const cards = pictureCards(pen, y);
    for (const { part, file: picture } of worst) {
      const jpeg = picture === null ? undefined : await readFile(picture).catch(() => undefined);
      pictureCard(pen, cards.next(), part, jpeg);
    }
  }
  if (bad.parts.length > 0) badParts(pen, bad);
  if (broken.parts.length > 0) brokenPictures(pen, broken);
  numberPages(pen, `${written.station} \u00b7 ${batch.name}`);
  pdf.end();
  await isThrough;
}

function badParts(pen: Pen, { parts, hasMore }: ReportRows): void {
  pen.pdf.addPage();
  const y = table<BatchPart>(
    pen,
    [
      { title: 'Part', share: 0.09, isNumber: true, text: ({ index }) => String(index + 1) },
      { title: 'Picture', share: 0.33, mostLines: 3, text: nameOfPart },
      { title: 'Verdict', share: 0.1, text: ({ verdict }) => verdict ?? '', colour: verdictColour },
      { title: 'Found', share: 0.36, mostLines: 2, text: (part) => defectsOf(part) || part.reason },
      { title: 'Inspection', share: 0.12, isNumber: true, text: ({ inspectionId }) => String(inspectionId ?? '') },
    ],
    parts,
    heading(pen, 'All that did not pass', margin),
  );
  if (hasMore) more(pen, parts.length, y);
}

function brokenPictures(pen: Pen, { parts, hasMore }: ReportRows): void {
  pen.pdf.addPage();
  const y = table<BatchPart>(
    pen,
    [
      {
        title: 'Picture',
        share: 0.3,
        mostLines: 3,
        text: ({ name, atMs }) => name ?? (atMs === null ? 'at the end' : `before ${mediaTime(atMs)}`),
      },
      { title: 'How many', share: 0.12, isNumber: true, text: ({ frames }) => String(frames) },
      { title: 'Reason', share: 0.58, mostLines: 3, text: ({ reason }) => reason },
    ],
    parts,
    heading(pen, 'Pictures that did not decode', margin),
  );
  if (hasMore) more(pen, parts.length, y);
}

const more = (pen: Pen, shown: number, y: number): number =>
  note(pen, `Only the first ${shown} stand here; the CSV holds all.`, y + 6);
