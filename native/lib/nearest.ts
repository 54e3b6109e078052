import { expectOption, isWhole } from './check.ts';
import { nativeAddon } from './loader.ts';
import { nearestRows as nearestRowsTwin } from './twin/nearest-rows.ts';

/** For each query so many rows, nearest first. */
export interface Nearest {
  /** Places of the rows; -1 where there are fewer rows than were asked for. */
  readonly rows: Int32Array;
  /** Squared distances; of vectors of length one, twice one less their cosine. */
  readonly distances: Float32Array;
}

/** The `most` rows nearest to each query, by comparing with every row: exact, and for some ten thousand rows quicker than an index. */
export function nearestRows(rows: Float32Array, queries: Float32Array, dimensions: number, most: number): Nearest {
  expectOption(isWhole(dimensions, 1, 65_536), 'dimensions', 'a whole number from 1 to 65536', dimensions);
  expectOption(isWhole(most, 1, 1_000), 'most', 'a whole number from 1 to 1000', most);
  const fits = (vectors: unknown): boolean => vectors instanceof Float32Array && vectors.length % dimensions === 0;
  expectOption(fits(rows), 'rows', `a Float32Array of whole vectors of ${dimensions}`, rows);
  expectOption(fits(queries), 'queries', `a Float32Array of whole vectors of ${dimensions}`, queries);
  const { addon } = nativeAddon();
  if (addon === null) return nearestRowsTwin(rows, queries, dimensions, most);
  const asked = (queries.length / dimensions) * most;
  const nearest = { rows: new Int32Array(asked), distances: new Float32Array(asked) };
  addon.nearestRows(rows, queries, dimensions, most, nearest.rows, nearest.distances);
  return nearest;
}
