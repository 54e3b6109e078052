import type { Size } from './input-size.ts';
import { meanOf } from './picture-score.ts';

/** What each place's distance is multiplied by, and what is added to it. */
export interface PlaceScale {
  readonly gains: Float32Array;
  readonly offsets: Float32Array;
}

/** As if so many more pictures had been seen whose places were all alike: of few pictures a place tells little. */
const alikePictures = 3;
const leastShare = 0.05;

/**
 * Brings the distances of all places to one scale: at the rim of a picture and along the edges of a part good ones are farther from what
 * is remembered, and vary more, than on a plain face, where less must be enough to stand out. Parts that lie anywhere leave all places alike.
 */
export function placeScaleOf(pictures: readonly Float32Array[], grid: Size): PlaceScale {
  const cells = grid.width * grid.height;
  const means = evened(
    momentOf(pictures, cells, (value) => value),
    pictures.length,
    grid,
  );
  const squares = momentOf(pictures, cells, (value, cell) => (value - (means[cell] ?? 0)) ** 2);
  const spreads = evened(squares.map(Math.sqrt), pictures.length, grid);
  const [mean, spread] = [meanOf(means), meanOf(spreads)];
  const least = Math.max(spread * leastShare, Number.EPSILON);
  const gains = spreads.map((own) => Math.max(spread, Number.EPSILON) / Math.max(own, least));
  return { gains, offsets: means.map((own, cell) => mean - own * (gains[cell] ?? 1)) };
}

/** A distance as it counts at its place; none is less than none. */
export const atItsPlace = (distances: Float32Array, { gains, offsets }: PlaceScale): Float32Array =>
  distances.map((distance, cell) => Math.max(0, distance * (gains[cell] ?? 1) + (offsets[cell] ?? 0)));

function momentOf(
  pictures: readonly Float32Array[],
  cells: number,
  of: (value: number, cell: number) => number,
): Float32Array {
  return Float32Array.from({ length: cells }, (_, cell) => {
    let sum = 0;
    for (const picture of pictures) sum += of(picture[cell] ?? 0, cell);
    return sum / Math.max(1, pictures.length);
  });
}

/** Drawn towards the mean of all places, and each the mean of itself and its neighbours. */
function evened(values: Float32Array, pictures: number, { width, height }: Size): Float32Array {
  const mean = meanOf(values);
  const drawn = values.map((value) => (value * pictures + mean * alikePictures) / (pictures + alikePictures));
  return drawn.map((_, cell) => {
    const [column, row] = [cell % width, Math.floor(cell / width)];
    let [sum, count] = [0, 0];
    for (let y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y += 1) {
      for (let x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x += 1) {
        sum += drawn[y * width + x] ?? 0;
        count += 1;
      }
    }
    return sum / count;
  });
}
