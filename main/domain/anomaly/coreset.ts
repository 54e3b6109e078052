import { uniform } from '../bootstrap.ts';
import { project } from './project.ts';

/** Distances are compared in as few dimensions as keep their order: what makes the choice quick. */
const dimensionsCompared = 16;

export interface CoresetWish {
  readonly dimensions: number;
  readonly most: number;
  readonly seed: number;
}

/**
 * Which vectors stand for all: the one that is farthest from those chosen so far comes next (greedy k-centre), so that what is
 * rare among the good ones is as well remembered as what is common. What is the same as a chosen one is never chosen.
 */
export function chooseCoreset(vectors: Float32Array, { dimensions, most, seed }: CoresetWish): readonly number[] {
  const count = vectors.length / dimensions;
  if (count === 0) return [];
  const random = uniform(seed);
  const compared = Math.min(dimensionsCompared, dimensions);
  const small = project(vectors, { from: dimensions, to: compared, seed });
  const least = new Float32Array(count).fill(Number.POSITIVE_INFINITY);
  const chosen: number[] = [];
  for (let next = Math.floor(random() * count); chosen.length < Math.min(most, count); ) {
    chosen.push(next);
    next = farthest(small, compared, next, least);
    if ((least[next] ?? 0) === 0) break;
  }
  return chosen;
}

/** Takes the newly chosen one into the least distances, and tells which vector is now farthest from all that were chosen. */
function farthest(vectors: Float32Array, dimensions: number, chosen: number, least: Float32Array): number {
  const from = chosen * dimensions;
  let [place, most] = [0, -1];
  for (let at = 0, start = 0; at < least.length; at += 1, start += dimensions) {
    let sum = 0;
    for (let d = 0; d < dimensions; d += 1) {
      const off = (vectors[start + d] ?? 0) - (vectors[from + d] ?? 0);
      sum += off * off;
    }
    const distance = Math.min(sum, least[at] ?? 0);
    least[at] = distance;
    if (distance > most) [place, most] = [at, distance];
  }
  return place;
}

/** The chosen vectors, one after the other. */
export function gather(vectors: Float32Array, dimensions: number, chosen: readonly number[]): Float32Array {
  const gathered = new Float32Array(chosen.length * dimensions);
  for (const [place, row] of chosen.entries()) {
    gathered.set(vectors.subarray(row * dimensions, (row + 1) * dimensions), place * dimensions);
  }
  return gathered;
}
