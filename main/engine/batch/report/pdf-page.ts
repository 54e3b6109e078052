import type PDFDocument from 'pdfkit';

export type Pdf = InstanceType<typeof PDFDocument>;

export const ink = {
  text: '#1c2224',
  faint: '#5b6569',
  line: '#c9cfd1',
  fail: '#b4111b',
  unsure: '#8a6100',
  pass: '#20603a',
};
export const margin = 48;

export const innerWidth = (pdf: Pdf): number => pdf.page.width - 2 * margin;
export const bottomOf = (pdf: Pdf): number => pdf.page.height - margin - 20;

/** The fonts that every reader has know Latin letters alone; the exact names stand in the CSV and the JSON. */
export const latin = (text: string): string =>
  text.replace(/[^\x20-\x7e\xa0-\xff\u2013\u2014\u2018\u2019\u201c\u201d\u2026]/g, '?');

/** Ends with an ellipsis where it would not fit its width. */
export function clipped(pdf: Pdf, text: string, width: number): string {
  const plain = latin(text);
  if (pdf.widthOfString(plain) <= width) return plain;
  let [low, high] = [0, plain.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (pdf.widthOfString(`${plain.slice(0, middle)}\u2026`) <= width) low = middle;
    else high = middle - 1;
  }
  return `${plain.slice(0, low)}\u2026`;
}

export function heading(pdf: Pdf, text: string): void {
  pdf.font('Helvetica-Bold').fontSize(15).fillColor(ink.text);
  pdf.text(latin(text), margin, pdf.y, { width: innerWidth(pdf) });
  pdf.moveDown(0.5);
}

export interface Column<Row> {
  readonly title: string;
  readonly share: number;
  readonly text: (row: Row) => string;
  readonly colour?: (row: Row) => string;
}

const rowHeight = 17;

/** A table over as many pages as it takes, its head on each. */
export function table<Row>(pdf: Pdf, columns: readonly Column<Row>[], rows: readonly Row[]): void {
  const width = innerWidth(pdf);
  const line = (y: number): void => {
    pdf
      .moveTo(margin, y)
      .lineTo(margin + width, y)
      .lineWidth(0.5)
      .strokeColor(ink.line)
      .stroke();
  };
  const cells = (y: number, write: (column: Column<Row>, x: number, room: number) => void): void => {
    let x = margin;
    for (const column of columns) {
      const room = column.share * width;
      write(column, x, room - 8);
      x += room;
    }
    line(y + rowHeight - 3);
  };
  const head = (): void => {
    pdf.font('Helvetica-Bold').fontSize(9).fillColor(ink.faint);
    const { y } = pdf;
    cells(y, ({ title }, x, room) => pdf.text(clipped(pdf, title, room), x, y, { lineBreak: false }));
    pdf.y = y + rowHeight;
    pdf.font('Helvetica').fontSize(9);
  };
  head();
  for (const row of rows) {
    if (pdf.y + rowHeight > bottomOf(pdf)) {
      pdf.addPage();
      head();
    }
    const { y } = pdf;
    cells(y, ({ text, colour }, x, room) => {
      pdf.fillColor(colour?.(row) ?? ink.text).text(clipped(pdf, text(row), room), x, y, { lineBreak: false });
    });
    pdf.y = y + rowHeight;
  }
}

/** Behind everything else, when it is known how many pages there are. */
export function numberPages(pdf: Pdf, note: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    // The foot lies below the margin, where a line would else begin a page of its own.
    pdf.page.margins.bottom = 0;
    pdf.font('Helvetica').fontSize(8).fillColor(ink.faint);
    const y = pdf.page.height - margin;
    pdf.text(clipped(pdf, note, innerWidth(pdf) - 90), margin, y, { lineBreak: false });
    pdf.text(`Page ${page - start + 1} of ${count}`, margin, y, {
      width: innerWidth(pdf),
      align: 'right',
      lineBreak: false,
    });
  }
}
