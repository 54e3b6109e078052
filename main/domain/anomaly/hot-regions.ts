import { hottestCells, meanOf, pictureScore } from './picture-score.ts';

/** Distances to the nearest good patch, row by row. */
export interface DistanceGrid {
  readonly columns: number;
  readonly rows: number;
  readonly distances: Float32Array;
}

/** Cells that hang together, and their score on the scale of a whole picture. */
export interface HotRegion {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
  readonly score: number;
}

const mostRegions = 20;

/**
 * Where a picture is unusual: none unless the whole picture reaches the limit, for the limit was set on whole pictures. One that
 * does has a cell that does, and the hottest region gets the picture's own score.
 */
export function hotRegions(grid: DistanceGrid, limit: number): readonly HotRegion[] {
  const { distances } = grid;
  const score = pictureScore(distances);
  if (!(score >= limit)) return [];
  const seen = new Uint8Array(distances.length);
  const regions: HotRegion[] = [];
  for (let start = 0; start < distances.length; start += 1) {
    if (seen[start] === 1 || (distances[start] ?? 0) < limit) continue;
    regions.push(regionOf(flood(grid, start, limit, seen), grid));
  }
  const sorted = regions.toSorted((a, b) => b.score - a.score).slice(0, mostRegions);
  return sorted.map((region, place) => ({ ...region, score: place === 0 ? score : Math.min(region.score, score) }));
}

function regionOf(cells: readonly number[], { columns, rows, distances }: DistanceGrid): HotRegion {
  const across = cells.map((cell) => cell % columns);
  const down = cells.map((cell) => Math.floor(cell / columns));
  const [column, row] = [Math.min(...across), Math.min(...down)];
  const hottest = cells.map((cell) => distances[cell] ?? 0).toSorted((a, b) => b - a);
  return {
    column,
    row,
    columns: Math.max(...across) - column + 1,
    rows: Math.max(...down) - row + 1,
    score: meanOf(hottest.slice(0, hottestCells(columns * rows))),
  };
}

/** All cells at or above the limit that touch the first one, by an edge or a corner. */
function flood({ columns, rows, distances }: DistanceGrid, start: number, limit: number, seen: Uint8Array): number[] {
  const cells = [start];
  seen[start] = 1;
  // A list that grows while it is walked is walked to its new end.
  for (const cell of cells) {
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1) {
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) {
        const next = y * columns + x;
        if (seen[next] === 1 || (distances[next] ?? 0) < limit) continue;
        seen[next] = 1;
        cells.push(next);
      }
    }
  }
  return cells;
}
