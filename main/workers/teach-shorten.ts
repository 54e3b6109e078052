import { fitShortening, type Shortening } from '../domain/anomaly/whitening.ts';
import { uniform } from '../domain/bootstrap.ts';
import { drawRows } from './teach-memory.ts';

/** Numbers that a patch keeps, the same share of each group: fewer blur what differs, more slow down every frame of the line. */
const dimensions = 32;
/** So many patches tell how they vary. */
const mostSeen = 10_000;

/** Takes some patches of each picture, with all their numbers, and says in the end how each group of numbers becomes few. */
export function fitGroups(channels: readonly number[], pictures: number, seed: number) {
  const all = channels.reduce((sum, count) => sum + count, 0);
  const random = uniform(seed);
  const seen: Float32Array[] = [];
  return {
    take: (patches: Float32Array): void => {
      seen.push(drawRows(patches, all, Math.ceil(mostSeen / pictures), random).slice());
    },
    done: (): readonly Shortening[] =>
      channels.map((count, group) => {
        const from = channels.slice(0, group).reduce((sum, before) => sum + before, 0);
        const sample = columnsOf(seen, all, from, count);
        return fitShortening(sample, { from: count, to: dimensions / channels.length, seed: seed + group });
      }),
  };
}

/** Of each vector the numbers of one group. */
function columnsOf(seen: readonly Float32Array[], all: number, from: number, count: number): Float32Array {
  const vectors = seen.flatMap((patches) =>
    Array.from({ length: patches.length / all }, (_, row) =>
      patches.subarray(row * all + from, row * all + from + count),
    ),
  );
  const columns = new Float32Array(vectors.length * count);
  for (const [row, vector] of vectors.entries()) columns.set(vector, row * count);
  return columns;
}
