import type { Batch } from '../../../../preload/contract/batch.ts';
import { ink, innerWidth, latin, margin, type Pdf } from './pdf-page.ts';

const mostBars = 12;
const when = (ms: number | null): string =>
  ms === null ? '\u2013' : new Date(ms).toISOString().replace('T', ' ').slice(0, 19);

/** What was inspected, when, by what, and what came of it. */
export function cover(pdf: Pdf, batch: Batch, station: string, writtenAt: number): void {
  pdf.font('Helvetica').fontSize(11).fillColor(ink.faint).text('Inspection report', margin, margin);
  pdf
    .font('Helvetica-Bold')
    .fontSize(26)
    .fillColor(ink.text)
    .text(latin(batch.name), { width: innerWidth(pdf) });
  pdf.moveDown(0.8);
  facts(pdf, [
    ['Station', station],
    [batch.kind === 'folder' ? 'Folder' : 'Video', batch.path],
    ['Model', batch.models.map(({ name, version }) => `${name} ${version}`).join(', ')],
    [
      'Recipe',
      batch.recipe === null
        ? 'none: the models\u2019 own thresholds'
        : `${batch.recipe.name}, version ${batch.recipe.version}`,
    ],
    [
      'Parts',
      batch.parts.by === 'picture' ? 'each picture is one' : `each ${batch.parts.ms / 1000} s of the video is one`,
    ],
    ['Begun', `${when(batch.startedAt)} UTC`],
    ['Ended', batch.endedAt === null ? `not yet (${batch.state})` : `${when(batch.endedAt)} UTC (${batch.state})`],
    ['Written', `${when(writtenAt)} UTC`],
    ['In the history', `source ${batch.sourceId}`],
  ]);
  pdf.moveDown(1);
  tiles(pdf, batch);
  pareto(pdf, batch.defectsByLabel);
}

function facts(pdf: Pdf, rows: readonly (readonly [string, string])[]): void {
  for (const [name, value] of rows) {
    const { y } = pdf;
    pdf.font('Helvetica').fontSize(10).fillColor(ink.faint).text(name, margin, y, { width: 100 });
    pdf.fillColor(ink.text).text(latin(value), margin + 105, y, { width: innerWidth(pdf) - 105 });
    pdf.moveDown(0.25);
  }
}

function tiles(pdf: Pdf, { counts, done, total, broken, judges }: Batch): void {
  const parts = counts.pass + counts.fail + counts.unsure;
  const share = (count: number): string => (parts === 0 ? '' : `${((100 * count) / parts).toFixed(1)} %`);
  const looked: Tile = ['Pictures', `${done}`, total === null || total === done ? '' : `of ${total}`, ink.text];
  const judged: Tile[] = [
    ['Pass', `${counts.pass}`, share(counts.pass), ink.pass],
    ['Fail', `${counts.fail}`, share(counts.fail), ink.fail],
    ['Unsure', `${counts.unsure}`, share(counts.unsure), ink.unsure],
  ];
  const shown: Tile[] = [
    looked,
    ...(judges ? judged : []),
    ['Not decoded', `${broken}`, '', broken > 0 ? ink.fail : ink.text],
  ];
  const gap = 10;
  const width = (innerWidth(pdf) - gap * (shown.length - 1)) / shown.length;
  const { y } = pdf;
  for (const [at, [title, value, note, colour]] of shown.entries()) {
    const x = margin + at * (width + gap);
    pdf.roundedRect(x, y, width, 66, 4).lineWidth(0.7).strokeColor(ink.line).stroke();
    pdf
      .font('Helvetica')
      .fontSize(9)
      .fillColor(ink.faint)
      .text(title, x + 10, y + 9, { lineBreak: false });
    pdf
      .font('Helvetica-Bold')
      .fontSize(20)
      .fillColor(colour)
      .text(value, x + 10, y + 22, { lineBreak: false });
    pdf
      .font('Helvetica')
      .fontSize(9)
      .fillColor(ink.faint)
      .text(note, x + 10, y + 48, { lineBreak: false });
  }
  pdf.y = y + 66;
}

type Tile = readonly [title: string, value: string, note: string, colour: string];

/** Which defects made the most parts fail, with how much of all of them the bars so far make. */
function pareto(pdf: Pdf, byLabel: Batch['defectsByLabel']): void {
  const sorted = Object.entries(byLabel).sort(([, a], [, b]) => b - a);
  if (sorted.length === 0) return;
  const sum = sorted.reduce((all, [, count]) => all + count, 0);
  pdf.moveDown(2);
  pdf.font('Helvetica-Bold').fontSize(13).fillColor(ink.text).text('Defects of parts that failed', margin, pdf.y);
  pdf.moveDown(0.6);
  const [top] = sorted;
  const room = innerWidth(pdf) - 250;
  let so = 0;
  for (const [label, count] of sorted.slice(0, mostBars)) {
    so += count;
    const { y } = pdf;
    pdf
      .font('Helvetica')
      .fontSize(10)
      .fillColor(ink.text)
      .text(latin(label), margin, y + 2, { width: 120, ellipsis: true, height: 12 });
    pdf
      .rect(margin + 128, y, Math.max(1, (room * count) / (top?.[1] ?? 1)), 14)
      .fillColor(ink.fail)
      .fill();
    const right = margin + 128 + room + 10;
    pdf.fillColor(ink.text).text(`${count}`, right, y + 2, { lineBreak: false });
    pdf.fillColor(ink.faint).text(`${((100 * so) / sum).toFixed(0)} % so far`, right + 45, y + 2, { lineBreak: false });
    pdf.y = y + 21;
  }
  if (sorted.length <= mostBars) return;
  const others = `and ${sorted.length - mostBars} more kinds`;
  pdf.font('Helvetica').fontSize(9).fillColor(ink.faint).text(others, margin, pdf.y);
}
