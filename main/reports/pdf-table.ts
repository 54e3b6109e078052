import { bottomOf, ink, innerWidth, margin } from './pdf-page.ts';
import type { Pen, Style } from './pen.ts';

export interface Column<Row> {
  readonly title: string;
  /** Of the width of the page. */
  readonly share: number;
  /** Numbers stand under each other by their last digit. */
  readonly isNumber?: boolean;
  readonly text: (row: Row) => string;
  readonly colour?: (row: Row) => string;
}

const rowHeight = 17;
const gap = 8;
const headStyle: Style = { size: 9, isStrong: true, colour: ink.faint };

/** A table over as many pages as it takes, its head on each; gives the y behind it. */
export function table<Row>(pen: Pen, columns: readonly Column<Row>[], rows: readonly Row[], y: number): number {
  const { pdf } = pen;
  const width = innerWidth(pdf);
  const cells = (top: number, cell: (column: Column<Row>) => readonly [text: string, style: Style]): void => {
    let x = margin;
    for (const column of columns) {
      const room = column.share * width - gap;
      const [text, style] = cell(column);
      if (column.isNumber === true) pen.lineTo(pen.clipped(text, style, room), x + room, top, style);
      else pen.line(text, x, top, style, room);
      x += column.share * width;
    }
    const line = top + rowHeight - 3;
    pdf
      .moveTo(margin, line)
      .lineTo(margin + width, line)
      .lineWidth(0.5)
      .strokeColor(ink.line)
      .stroke();
  };
  const head = (top: number): number => {
    cells(top, ({ title }) => [title, headStyle]);
    return top + rowHeight;
  };
  let top = head(y);
  for (const row of rows) {
    if (top + rowHeight > bottomOf(pdf)) {
      pdf.addPage();
      top = head(margin);
    }
    cells(top, ({ text, colour }) => [text(row), { size: 9, colour: colour?.(row) ?? ink.text }]);
    top += rowHeight;
  }
  return top;
}
