import { uniform } from '../bootstrap.ts';

export interface Projection {
  readonly from: number;
  readonly to: number;
  readonly seed: number;
}

/** Weights by which vectors are turned into shorter ones with nearly the same distances (Johnson and Lindenstrauss): a row for each number that comes out. */
export function projectionWeights({ from, to, seed }: Projection): Float32Array {
  const random = uniform(seed);
  // Plus or minus one with even odds serves as well as a normal distribution (Achlioptas).
  return Float32Array.from({ length: from * to }, () => (random() < 0.5 ? -1 : 1) / Math.sqrt(to));
}

/** Vectors of `from` numbers as ones of `to`; as they are where they are no longer than that. */
export function project(vectors: Float32Array, projection: Projection): Float32Array {
  const { from, to } = projection;
  if (to >= from) return vectors;
  const weights = projectionWeights(projection);
  const count = vectors.length / from;
  const projected = new Float32Array(count * to);
  for (let row = 0; row < count; row += 1) {
    for (let k = 0; k < to; k += 1) {
      let sum = 0;
      for (let d = 0; d < from; d += 1) sum += (vectors[row * from + d] ?? 0) * (weights[k * from + d] ?? 0);
      projected[row * to + k] = sum;
    }
  }
  return projected;
}
