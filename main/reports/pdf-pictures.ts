import type { BatchPart } from '../../preload/contract/batch.ts';
import { defectsOf, nameOfPart } from '../domain/batch/words.ts';
import { bottomOf, ink, innerWidth, margin } from './pdf-page.ts';
import type { Pen, Style } from './pen.ts';
import { tagPlace } from './tag-place.ts';

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const gap = 16;
const pictureHeight = 184;
const cardHeight = pictureHeight + 48;
const nameStyle: Style = { size: 10, isStrong: true, colour: ink.text };
const smallStyle: Style = { size: 9, colour: ink.faint };
const tagStyle: Style = { size: 6.5, isStrong: true, colour: '#ffffff' };
const tagHeight = 9;

/** Two in a row, as many rows as a page has room for. */
export function pictureCards(pen: Pen, y: number): { next(): Place } {
  const { pdf } = pen;
  const width = (innerWidth(pdf) - gap) / 2;
  let column = 0;
  let top = y;
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

export function pictureCard(pen: Pen, place: Place, part: BatchPart, jpeg: Buffer | undefined): void {
  const { x, y, width } = place;
  const { pdf } = pen;
  pdf.rect(x, y, width, pictureHeight).fillColor(ink.ground).fill();
  const isDrawn = jpeg !== undefined && part.width > 0 && draw(pen, place, part, jpeg);
  if (!isDrawn) pen.line('No picture is kept of it.', x + 10, y + 10, smallStyle);
  const verdict = (part.verdict ?? '').toUpperCase();
  const verdictStyle = { ...nameStyle, colour: part.verdict === 'fail' ? ink.fail : ink.unsure };
  const below = y + pictureHeight + 5;
  const nameAt = x + pen.width(verdict, verdictStyle) + 8;
  pen.line(verdict, x, below, verdictStyle);
  pen.line(nameOfPart(part), nameAt, below, nameStyle, x + width - nameAt);
  pen.line(defectsOf(part) || part.reason, x, below + 14, smallStyle, width);
}

/** The picture as large as fits, its boxes drawn over it to scale and never beyond it; false where its file was damaged. */
function draw(pen: Pen, { x, y, width }: Place, part: BatchPart, jpeg: Buffer): boolean {
  const { pdf } = pen;
  const scale = Math.min(width / part.width, pictureHeight / part.height);
  const [wide, high] = [part.width * scale, part.height * scale];
  const [left, top] = [x + (width - wide) / 2, y + (pictureHeight - high) / 2];
  try {
    pdf.image(jpeg, left, top, { width: wide, height: high });
  } catch {
    return false;
  }
  pdf.save();
  pdf.rect(left, top, wide, high).clip();
  for (const { box, label, score, ignored } of part.detections) {
    if (ignored === true) continue;
    const drawn = {
      x: left + box.x * scale,
      y: top + box.y * scale,
      width: box.width * scale,
      height: box.height * scale,
    };
    const edges = [
      ['#ffffff', 2.4],
      [ink.fail, 1.2],
    ] as const;
    for (const [colour, line] of edges) {
      pdf.rect(drawn.x, drawn.y, drawn.width, drawn.height).lineWidth(line).strokeColor(colour).stroke();
    }
    const text = pen.clipped(`${label} ${score.toFixed(2)}`, tagStyle, wide - 4);
    const tag = pen.width(text, tagStyle) + 4;
    const at = tagPlace(drawn, { x: left, y: top, width: wide, height: high }, { width: tag, height: tagHeight });
    pdf.rect(at.x, at.y, tag, tagHeight).fillColor(ink.fail).fill();
    pen.line(text, at.x + 2, at.y + 0.6, tagStyle);
  }
  pdf.restore();
  return true;
}
