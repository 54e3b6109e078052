import { nearestRows } from '../../native/lib/nearest.ts';
import { chooseCoreset, gather } from '../domain/anomaly/coreset.ts';
import { dealFolds } from '../domain/anomaly/folds.ts';
import type { Size } from '../domain/anomaly/input-size.ts';
import { pictureScore } from '../domain/anomaly/picture-score.ts';
import { atItsPlace, type PlaceScale, placeScaleOf } from '../domain/anomaly/place-scale.ts';
import { uniform } from '../domain/bootstrap.ts';

/** Every patch of every frame is compared with each that is remembered: so many products cost a small part of the backbone's own run. */
const mostProducts = 491_520;
/** Where 320 patches were remembered at the least, good parts were held back more often than was promised. */
const [fewestRemembered, mostRemembered] = [384, 1_920];
/** The choice is made among these: twice as many take twice as long and choose hardly otherwise. */
const mostConsidered = 20_000;
const mostFolds = 5;

export interface Patches {
  /** Of each picture one vector after the other, row by row of its grid. */
  readonly pictures: readonly Float32Array[];
  readonly dimensions: number;
  readonly grid: Size;
  readonly seed: number;
}

/** What is kept of good parts. */
export interface Memory {
  readonly bank: Float32Array;
  readonly places: PlaceScale;
}

/** What each picture scores by a memory made of the others: a picture that is remembered itself would look too good. */
export function judgeHeldOut(
  patches: Patches,
  parts: readonly string[],
  tell: (done: number, of: number) => void,
): readonly number[] {
  const { pictures, dimensions, seed } = patches;
  const folds = dealFolds(parts, mostFolds, seed);
  const count = Math.max(...folds) + 1;
  const scores = new Array<number>(pictures.length).fill(0);
  for (let fold = 0; fold < count; fold += 1) {
    tell(fold, count);
    const isOther = (_: unknown, place: number): boolean => folds[place] !== fold;
    const { bank, places } = rememberAll({ ...patches, pictures: pictures.filter(isOther) }, parts.filter(isOther));
    for (const [place, picture] of pictures.entries()) {
      if (folds[place] === fold) scores[place] = pictureScore(atItsPlace(distances(bank, picture, dimensions), places));
    }
  }
  return scores;
}

/** Below this two pictures differ by less than the noise of any camera. */
const leastDifference = 0.01;

/** Whether all pictures show the very same, place by place. */
export function areAlike([first, ...others]: readonly Float32Array[], dimensions: number): boolean {
  return others.every((other) => {
    let sum = 0;
    for (const [at, value] of other.entries()) sum += ((first?.[at] ?? 0) - value) ** 2;
    return Math.sqrt(sum / (other.length / dimensions)) < leastDifference;
  });
}

/** The patches that stand for those of all these pictures, and how far good ones lie from them at each place. */
export function rememberAll({ pictures, dimensions, grid, seed }: Patches, parts: readonly string[]): Memory {
  const drawn = drawPatches(pictures, dimensions, seed);
  const cells = grid.width * grid.height;
  const most = Math.min(mostRemembered, Math.max(fewestRemembered, Math.floor(mostProducts / cells)));
  const chosen = chooseCoreset(drawn.vectors, { dimensions, most, seed });
  // What a part looks like to a memory that knows it tells nothing: each is compared with what the others gave.
  const maps = pictures.flatMap((picture, place) => {
    const ofOthers = chosen.filter((row) => parts[drawn.from[row] ?? -1] !== parts[place]);
    return ofOthers.length === 0 ? [] : [distances(gather(drawn.vectors, dimensions, ofOthers), picture, dimensions)];
  });
  return { bank: gather(drawn.vectors, dimensions, chosen), places: placeScaleOf(maps, grid) };
}

const distances = (bank: Float32Array, picture: Float32Array, dimensions: number): Float32Array =>
  nearestRows(bank, picture, dimensions, 1).distances.map(Math.sqrt);

/** All patches, or as many of each picture as fit, drawn by lot; and of which picture each is. */
function drawPatches(pictures: readonly Float32Array[], dimensions: number, seed: number) {
  const share = Math.floor(mostConsidered / pictures.length);
  const random = uniform(seed);
  const drawn = pictures.map((picture) => drawRows(picture, dimensions, share, random));
  const vectors = new Float32Array(drawn.reduce((sum, { length }) => sum + length, 0));
  const from = new Uint16Array(vectors.length / dimensions);
  let at = 0;
  for (const [place, rows] of drawn.entries()) {
    vectors.set(rows, at);
    from.fill(place, at / dimensions, (at + rows.length) / dimensions);
    at += rows.length;
  }
  return { vectors, from };
}

/** So many of a picture's vectors by lot. */
export function drawRows(picture: Float32Array, dimensions: number, most: number, random: () => number): Float32Array {
  const count = picture.length / dimensions;
  if (count <= most) return picture;
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let place = 0; place < most; place += 1) {
    const other = place + Math.floor(random() * (count - place));
    [order[place], order[other]] = [order[other] ?? 0, order[place] ?? 0];
  }
  return gather(picture, dimensions, [...order.subarray(0, most)]);
}
