import { nearestRows } from '../../native/lib/nearest.ts';
import { chooseCoreset, gather } from '../domain/anomaly/coreset.ts';
import { dealFolds } from '../domain/anomaly/folds.ts';
import { pictureScore } from '../domain/anomaly/picture-score.ts';
import { uniform } from '../domain/bootstrap.ts';

/** Every patch of every frame is compared with each that is remembered: so many products cost a small part of the backbone's own run. */
const mostProducts = 512_000;
const [fewestRemembered, mostRemembered] = [400, 2_000];
/** The choice is made among these: twice as many take twice as long and choose hardly otherwise. */
const mostConsidered = 20_000;
const mostFolds = 5;

export interface HeldOutWish {
  readonly patches: readonly Float32Array[];
  readonly dimensions: number;
  readonly parts: readonly string[];
  readonly seed: number;
}

/** What each picture scores by a memory made of the others: a picture that is remembered itself would look too good. */
export function judgeHeldOut(
  { patches, dimensions, parts, seed }: HeldOutWish,
  tell: (done: number, of: number) => void,
): readonly number[] {
  const folds = dealFolds(parts, mostFolds, seed);
  const count = Math.max(...folds) + 1;
  const scores = new Array<number>(patches.length).fill(0);
  for (let fold = 0; fold < count; fold += 1) {
    tell(fold, count);
    const others = patches.filter((_, place) => folds[place] !== fold);
    const bank = rememberAll(others, dimensions, seed);
    for (const [place, picture] of patches.entries()) {
      if (folds[place] === fold) scores[place] = pictureScore(distances(bank, picture, dimensions));
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

/** The patches that stand for those of all these pictures. */
export function rememberAll(patches: readonly Float32Array[], dimensions: number, seed: number): Float32Array {
  const considered = someOf(patches, dimensions, seed);
  const cells = (patches[0]?.length ?? dimensions) / dimensions;
  const most = Math.min(mostRemembered, Math.max(fewestRemembered, Math.floor(mostProducts / cells)));
  return gather(considered, dimensions, chooseCoreset(considered, { dimensions, most, seed }));
}

const distances = (bank: Float32Array, picture: Float32Array, dimensions: number): Float32Array =>
  nearestRows(bank, picture, dimensions, 1).distances.map(Math.sqrt);

/** All patches, or as many of each picture as fit, drawn by lot. */
function someOf(patches: readonly Float32Array[], dimensions: number, seed: number): Float32Array {
  const share = Math.floor(mostConsidered / patches.length);
  const random = uniform(seed);
  const drawn = patches.map((picture) => drawRows(picture, dimensions, share, random));
  const all = new Float32Array(drawn.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const rows of drawn) {
    all.set(rows, at);
    at += rows.length;
  }
  return all;
}

function drawRows(picture: Float32Array, dimensions: number, most: number, random: () => number): Float32Array {
  const count = picture.length / dimensions;
  if (count <= most) return picture;
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let place = 0; place < most; place += 1) {
    const other = place + Math.floor(random() * (count - place));
    [order[place], order[other]] = [order[other] ?? 0, order[place] ?? 0];
  }
  return gather(picture, dimensions, [...order.subarray(0, most)]);
}
