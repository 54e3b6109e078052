import type { Nearest } from '../nearest.ts';

/** The plain form of the native verb. */
export function nearestRows(rows: Float32Array, queries: Float32Array, dimensions: number, most: number): Nearest {
  const asked = queries.length / dimensions;
  const found = new Int32Array(asked * most).fill(-1);
  const distances = new Float32Array(asked * most).fill(farthest);
  for (let query = 0; query < asked; query += 1) {
    for (let row = 0; row < rows.length / dimensions; row += 1) {
      let sum = 0;
      for (let d = 0; d < dimensions; d += 1) {
        const off = (queries[query * dimensions + d] ?? 0) - (rows[row * dimensions + d] ?? 0);
        sum += off * off;
      }
      offer(sum, row, distances.subarray(query * most, (query + 1) * most), found.subarray(query * most));
    }
  }
  return { rows: found, distances };
}

const farthest = 3.4028234663852886e38;

function offer(distance: number, row: number, distances: Float32Array, rows: Int32Array): void {
  const last = distances.length - 1;
  if (!(distance < (distances[last] ?? 0))) return;
  let at = last;
  for (; at > 0 && distance < (distances[at - 1] ?? 0); at -= 1) {
    distances[at] = distances[at - 1] ?? 0;
    rows[at] = rows[at - 1] ?? 0;
  }
  distances[at] = distance;
  rows[at] = row;
}
