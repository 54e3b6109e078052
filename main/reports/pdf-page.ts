import type { Pdf, Pen, Style } from './pen.ts';

export const ink = {
  text: '#1c2224',
  faint: '#5b6569',
  line: '#c9cfd1',
  ground: '#eceeee',
  fail: '#b4111b',
  unsure: '#8a6100',
  pass: '#20603a',
};
export const margin = 48;

export const innerWidth = (pdf: Pdf): number => pdf.page.width - 2 * margin;
export const bottomOf = (pdf: Pdf): number => pdf.page.height - margin - 20;

const headStyle: Style = { size: 15, isStrong: true, colour: ink.text };
const noteStyle: Style = { size: 9, colour: ink.faint };

/** Gives the y behind it. */
export const heading = (pen: Pen, text: string, y: number): number =>
  pen.lines(text, margin, y, headStyle, innerWidth(pen.pdf)) + 8;

export const note = (pen: Pen, text: string, y: number): number =>
  pen.lines(text, margin, y, noteStyle, innerWidth(pen.pdf));

/** Behind everything else, when it is known how many pages there are and whether letters were spelt out. */
export function numberPages(pen: Pen, foot: string): void {
  const { pdf } = pen;
  const { start, count } = pdf.bufferedPageRange();
  const style: Style = { size: 8, colour: ink.faint };
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const y = pdf.page.height - margin;
    pen.line(foot, margin, y, style, innerWidth(pdf) - 90);
    pen.lineTo(`Page ${page - start + 1} of ${count}`, pdf.page.width - margin, y, style);
  }
  if (!pen.isSpeltOut) return;
  pdf.switchToPage(start);
  pen.line(speltOut, margin, pdf.page.height - margin - 14, style, innerWidth(pdf));
}

const speltOut =
  'Letters that this report\u2019s font lacks stand as their Unicode numbers, [U+4E2D]; CSV and JSON hold them as they are.';
