import { bottomOf, ink, innerWidth, margin } from './pdf-page.ts';
import type { Pen, Style } from './pen.ts';

export interface Column<Row> {
  readonly title: string;
  /** Of the width of the page. */
  readonly share: number;
  /** Numbers stand under each other by their last digit. */
  readonly isNumber?: boolean;
  /** One where left out. */
  readonly mostLines?: number;
  readonly text: (row: Row) => string;
  readonly colour?: (row: Row) => string;
}

const [rowHeight, lineHeight] = [17, 11.5];
const gap = 8;

interface Cell {
  readonly lines: readonly string[];
  readonly style: Style;
}

const headStyle: Style = { size: 9, isStrong: true, colour: ink.faint };
const noCell: Cell = { lines: [], style: headStyle };

/** A table over as many pages as it takes, its head on each; gives the y behind it. */
export function table<Row>(pen: Pen, columns: readonly Column<Row>[], rows: readonly Row[], y: number): number {
  const { pdf } = pen;
  const width = innerWidth(pdf);
  const brokenText = ({ share, mostLines = 1 }: Column<Row>, text: string, style: Style): readonly string[] =>
    pen.broken(text, style, share * width - gap, mostLines);
  const cells = (top: number, height: number, cell: (column: Column<Row>) => Cell): void => {
    let x = margin;
    for (const column of columns) {
      const room = column.share * width - gap;
      const { lines, style } = cell(column);
      for (const [place, text] of lines.entries()) {
        const y = top + place * lineHeight;
        if (column.isNumber === true) pen.lineTo(text, x + room, y, style);
        else pen.line(text, x, y, style, room);
      }
      x += column.share * width;
    }
    const line = top + height - 3;
    pdf
      .moveTo(margin, line)
      .lineTo(margin + width, line)
      .lineWidth(0.5)
      .strokeColor(ink.line)
      .stroke();
  };
  const head = (top: number): number => {
    cells(top, rowHeight, ({ title }) => ({ lines: [title], style: headStyle }));
    return top + rowHeight;
  };
  let top = head(y);
  for (const row of rows) {
    const shown = new Map(
      columns.map((column) => {
        const style = { size: 9, colour: column.colour?.(row) ?? ink.text };
        return [column, { lines: brokenText(column, column.text(row), style), style }];
      }),
    );
    const most = Math.max(1, ...[...shown.values()].map(({ lines }) => lines.length));
    const height = rowHeight + (most - 1) * lineHeight;
    if (top + height > bottomOf(pdf)) {
      pdf.addPage();
      top = head(margin);
    }
    cells(top, height, (column) => shown.get(column) ?? noCell);
    top += height;
  }
  return top;
}
