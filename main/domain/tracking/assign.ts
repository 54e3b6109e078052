/** A pair that was made: the row's and the column's place. */
export type Pair = readonly [row: number, column: number];

/**
 * The pairs of least total cost in which nothing is paired that costs more than `most` (shortest augmenting paths, cubic in
 * the longer side). A row may rather stay alone than take such a pair.
 */
export function assign(costs: readonly (readonly number[])[], most: number): readonly Pair[] {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  if (rows === 0 || columns === 0) return [];
  // Each row has a column of its own in which it stays alone, at the price of the dearest pair that is allowed.
  const width = columns + rows;
  const costAt = (row: number, column: number): number => {
    if (column >= columns) return column - columns === row ? most : Number.POSITIVE_INFINITY;
    const cost = costs[row]?.[column] ?? Number.POSITIVE_INFINITY;
    return cost > most ? Number.POSITIVE_INFINITY : cost;
  };
  const owner = augmentAll(rows, width, costAt);
  return owner
    .slice(0, columns)
    .flatMap((row, column): Pair[] => (row === undefined ? [] : [[row, column]]))
    .sort(([a], [b]) => a - b);
}

/** For each column the row that got it. */
function augmentAll(rows: number, width: number, costAt: (row: number, column: number) => number) {
  const rowPrice = new Float64Array(rows);
  const columnPrice = new Float64Array(width);
  const owner = new Array<number | undefined>(width).fill(undefined);
  for (let first = 0; first < rows; first += 1) {
    const cheapest = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
    const cameFrom = new Array<number | undefined>(width).fill(undefined);
    const reached = new Uint8Array(width);
    let row = first;
    let through: number | undefined;
    for (;;) {
      let next = -1;
      for (let column = 0; column < width; column += 1) {
        if (reached[column] === 1) continue;
        const price = costAt(row, column) - (rowPrice[row] ?? 0) - (columnPrice[column] ?? 0);
        if (price < (cheapest[column] ?? 0)) {
          cheapest[column] = price;
          cameFrom[column] = through;
        }
        if (next < 0 || (cheapest[column] ?? 0) < (cheapest[next] ?? 0)) next = column;
      }
      const step = cheapest[next] ?? 0;
      rowPrice[first] = (rowPrice[first] ?? 0) + step;
      for (let column = 0; column < width; column += 1) {
        if (reached[column] === 1) {
          const holder = owner[column];
          if (holder !== undefined) rowPrice[holder] = (rowPrice[holder] ?? 0) + step;
          columnPrice[column] = (columnPrice[column] ?? 0) - step;
        } else {
          cheapest[column] = (cheapest[column] ?? 0) - step;
        }
      }
      reached[next] = 1;
      through = next;
      const holder = owner[next];
      if (holder === undefined) break;
      row = holder;
    }
    hand(owner, cameFrom, through, first);
  }
  return owner;
}

/** Along the path that was found each column goes to the row that reached it. */
function hand(owner: (number | undefined)[], cameFrom: readonly (number | undefined)[], last: number, first: number) {
  let column = last;
  for (;;) {
    const before = cameFrom[column];
    owner[column] = before === undefined ? first : owner[before];
    if (before === undefined) return;
    column = before;
  }
}
