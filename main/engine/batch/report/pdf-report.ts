import type { Batch, BatchPart } from '../../../../preload/contract/batch.ts';
import { defectsOf, mediaTime, nameOfPart } from '../../../domain/batch/words.ts';
import { type Outcome, succeed } from '../../../domain/outcome.ts';
import { cover } from './pdf-cover.ts';
import { heading, ink, innerWidth, latin, margin, numberPages, type Pdf, table } from './pdf-page.ts';
import { pictureCard, pictureCards } from './pdf-pictures.ts';
import { allParts, type ReportPlaces } from './report-places.ts';

/** Of the worst parts: whoever needs every one has the CSV. */
const mostPictures = 60;
const mostRows = 2_000;
const mostBroken = 500;

const colours = { pass: ink.pass, fail: ink.fail, unsure: ink.unsure } as const;
const verdictColour = ({ verdict }: BatchPart): string => (verdict === null ? ink.text : colours[verdict]);

/** Cover, worst parts with their pictures, a table of all that did not pass, and what did not decode; bounded in length. */
export async function pdfReport(batch: Batch, places: ReportPlaces): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  const { store, pictures, station, now } = places;
  const worst = await store.call('batches.worst', { id: batch.id, limit: mostPictures });
  if (!worst.ok) return worst;
  const bad = await allParts(store, batch.id, 'bad', mostRows + 1);
  if (!bad.ok) return bad;
  const broken = await allParts(store, batch.id, 'broken', mostBroken + 1);
  if (!broken.ok) return broken;

  const { default: PDFDocument } = await import('pdfkit');
  const info = { Title: `Inspection report: ${batch.name}`, Creator: `Caracal ${station.version}` };
  const pdf: Pdf = new PDFDocument({ size: 'A4', margin, bufferPages: true, info });
  const bytes = gathered(pdf);
  cover(pdf, batch, station.name, now());
  if (worst.value.length > 0) {
    pdf.addPage();
    const { counts } = batch;
    heading(
      pdf,
      worst.value.length < counts.fail + counts.unsure
        ? `The ${worst.value.length} worst parts`
        : 'Parts that did not pass',
    );
    const cards = pictureCards(pdf);
    for (const part of worst.value) {
      const jpeg = part.hasPicture ? await pictures.read(batch.id, part.index) : undefined;
      pictureCard(pdf, cards.next(), part, jpeg?.ok ? jpeg.value : undefined);
    }
  }
  if (bad.value.length > 0) badParts(pdf, bad.value);
  if (broken.value.length > 0) brokenPictures(pdf, broken.value);
  numberPages(pdf, `${station.name} \u00b7 ${batch.name}`);
  pdf.end();
  return succeed(await bytes);
}

function badParts(pdf: Pdf, bad: readonly BatchPart[]): void {
  pdf.addPage();
  heading(pdf, 'All that did not pass');
  table<BatchPart>(
    pdf,
    [
      { title: 'Part', share: 0.09, text: ({ index }) => String(index + 1) },
      { title: 'Picture', share: 0.33, text: nameOfPart },
      { title: 'Verdict', share: 0.1, text: ({ verdict }) => verdict ?? '', colour: verdictColour },
      { title: 'Found', share: 0.36, text: (part) => defectsOf(part) || part.reason },
      { title: 'Inspection', share: 0.12, text: ({ inspectionId }) => String(inspectionId ?? '') },
    ],
    bad.slice(0, mostRows),
  );
  if (bad.length > mostRows) more(pdf, `Only the first ${mostRows} stand here; the CSV holds all.`);
}

function brokenPictures(pdf: Pdf, broken: readonly BatchPart[]): void {
  pdf.addPage();
  heading(pdf, 'Pictures that did not decode');
  table<BatchPart>(
    pdf,
    [
      {
        title: 'Picture',
        share: 0.3,
        text: ({ name, atMs }) => name ?? (atMs === null ? 'at the end' : `before ${mediaTime(atMs)}`),
      },
      { title: 'How many', share: 0.13, text: ({ frames }) => String(frames) },
      { title: 'Reason', share: 0.57, text: ({ reason }) => reason },
    ],
    broken.slice(0, mostBroken),
  );
  if (broken.length > mostBroken) more(pdf, `Only the first ${mostBroken} stand here; the CSV holds all.`);
}

function more(pdf: Pdf, text: string): void {
  pdf.moveDown(0.5);
  pdf
    .font('Helvetica')
    .fontSize(9)
    .fillColor(ink.faint)
    .text(latin(text), margin, pdf.y, { width: innerWidth(pdf) });
}

function gathered(pdf: Pdf): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Uint8Array.from(Buffer.concat(chunks))));
    pdf.on('error', reject);
  });
}
