/** The cells in which a network looks for things, one grid over another, row after row. */
export interface CellGrid {
  readonly stride: number;
  readonly columns: number;
  readonly rows: number;
}

const strides = [8, 16, 32] as const;

export const gridsOf = ({ width, height }: { readonly width: number; readonly height: number }): readonly CellGrid[] =>
  strides.map((stride) => ({ stride, columns: Math.ceil(width / stride), rows: Math.ceil(height / stride) }));

export const cellsOf = ({ columns, rows }: CellGrid): number => columns * rows;
