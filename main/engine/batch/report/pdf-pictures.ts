import type { BatchPart } from '../../../../preload/contract/batch.ts';
import { defectsOf, nameOfPart } from '../../../domain/batch/words.ts';
import { bottomOf, clipped, ink, innerWidth, margin, type Pdf } from './pdf-page.ts';

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const gap = 16;
const pictureHeight = 175;
const cardHeight = pictureHeight + 46;

/** Two in a row, as many rows as a page has room for. */
export function pictureCards(pdf: Pdf): { next(): Place } {
  const width = (innerWidth(pdf) - gap) / 2;
  let column = 0;
  let top = pdf.y;
  return {
    next: () => {
      if (column === 2) {
        column = 0;
        top += cardHeight;
      }
      if (column === 0 && top + cardHeight > bottomOf(pdf)) {
        pdf.addPage();
        top = margin;
      }
      const place = { x: margin + column * (width + gap), y: top, width };
      column += 1;
      return place;
    },
  };
}

export function pictureCard(pdf: Pdf, { x, y, width }: Place, part: BatchPart, jpeg: Buffer | undefined): void {
  pdf.rect(x, y, width, pictureHeight).fillColor('#eceeee').fill();
  if (jpeg === undefined || part.width === 0) {
    pdf
      .font('Helvetica')
      .fontSize(9)
      .fillColor(ink.faint)
      .text('No picture is kept of it.', x + 10, y + 10, { lineBreak: false });
  } else {
    draw(pdf, { x, y, width }, part, jpeg);
  }
  const colour = part.verdict === 'fail' ? ink.fail : ink.unsure;
  pdf.font('Helvetica-Bold').fontSize(10).fillColor(colour);
  pdf.text((part.verdict ?? '').toUpperCase(), x, y + pictureHeight + 6, { lineBreak: false });
  pdf.font('Helvetica-Bold').fillColor(ink.text);
  pdf.text(clipped(pdf, nameOfPart(part), width - 62), x + 60, y + pictureHeight + 6, { lineBreak: false });
  pdf.font('Helvetica').fontSize(9).fillColor(ink.faint);
  pdf.text(clipped(pdf, defectsOf(part) || part.reason, width), x, y + pictureHeight + 20, { lineBreak: false });
}

/** The picture as large as fits, its boxes drawn over it to scale and never beyond it. */
function draw(pdf: Pdf, { x, y, width }: Place, part: BatchPart, jpeg: Buffer): void {
  const scale = Math.min(width / part.width, pictureHeight / part.height);
  const [wide, high] = [part.width * scale, part.height * scale];
  const [left, top] = [x + (width - wide) / 2, y + (pictureHeight - high) / 2];
  pdf.image(jpeg, left, top, { width: wide, height: high });
  pdf.save();
  pdf.rect(left, top, wide, high).clip();
  for (const { box, label, score, ignored } of part.detections) {
    if (ignored === true) continue;
    const [bx, by] = [left + box.x * scale, top + box.y * scale];
    pdf
      .rect(bx, by, box.width * scale, box.height * scale)
      .lineWidth(2.4)
      .strokeColor('#ffffff')
      .stroke();
    pdf
      .rect(bx, by, box.width * scale, box.height * scale)
      .lineWidth(1.2)
      .strokeColor(ink.fail)
      .stroke();
    pdf.font('Helvetica-Bold').fontSize(6.5);
    const text = clipped(pdf, `${label} ${score.toFixed(2)}`, wide);
    const tag = pdf.widthOfString(text) + 4;
    const [tx, ty] = [Math.max(left, Math.min(bx, left + wide - tag)), by - 9 >= top ? by - 9 : by];
    pdf.rect(tx, ty, tag, 9).fillColor(ink.fail).fill();
    pdf.fillColor('#ffffff').text(text, tx + 2, ty + 2, { lineBreak: false });
  }
  pdf.restore();
}
