/** A box in picture pixels, from its top left corner. */
export interface EvaluatedBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TrueBox extends EvaluatedBox {
  readonly category: number;
  /** A region of many things: what is found in it counts neither for nor against. */
  readonly crowd?: boolean;
}

export interface FoundBox extends EvaluatedBox {
  readonly category: number;
  readonly score: number;
}

/** One found box after matching: at which overlap thresholds it is right, and where it does not count. */
export interface Judged {
  readonly score: number;
  readonly right: readonly boolean[];
  readonly ignored: readonly boolean[];
}

/** Shared area over joint area; over the found box's own area where the true one is a crowd. */
export function boxOverlap(found: EvaluatedBox, real: EvaluatedBox, crowd = false): number {
  const width = Math.min(found.x + found.width, real.x + real.width) - Math.max(found.x, real.x);
  const height = Math.min(found.y + found.height, real.y + real.height) - Math.max(found.y, real.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  const own = found.width * found.height;
  return shared / (crowd ? own : own + real.width * real.height - shared);
}

/**
 * COCO's greedy matching within one picture and one category: the most certain box chooses first, and takes
 * the true box that it overlaps most; a crowd only when no other is left, and then as often as wanted.
 */
export function matchBoxes(
  real: readonly TrueBox[],
  found: readonly FoundBox[],
  thresholds: readonly number[],
  most: number,
): readonly Judged[] {
  const ranked = [...found].sort((a, b) => b.score - a.score).slice(0, most);
  // Crowds come last, so that the search may stop at them once something better was found.
  const targets = [...real].sort((a, b) => Number(a.crowd ?? false) - Number(b.crowd ?? false));
  const overlaps = ranked.map((box) => targets.map((target) => boxOverlap(box, target, target.crowd)));
  const judged = ranked.map((box) => ({ score: box.score, right: [] as boolean[], ignored: [] as boolean[] }));
  for (const threshold of thresholds) {
    const taken = new Set<number>();
    judged.forEach((verdict, i) => {
      const at = bestTarget(overlaps[i] ?? [], targets, taken, threshold);
      const crowd = at !== undefined && targets[at]?.crowd === true;
      if (at !== undefined && !crowd) taken.add(at);
      verdict.right.push(at !== undefined && !crowd);
      verdict.ignored.push(crowd);
    });
  }
  return judged;
}

function bestTarget(
  overlaps: readonly number[],
  targets: readonly TrueBox[],
  taken: ReadonlySet<number>,
  threshold: number,
): number | undefined {
  // A hair below one, so that an exact overlap passes the highest threshold in spite of rounding.
  let least = Math.min(threshold, 1 - 1e-10);
  let best: number | undefined;
  for (const [i, overlap] of overlaps.entries()) {
    if (taken.has(i)) continue;
    const crowd = targets[i]?.crowd === true;
    if (crowd && best !== undefined && targets[best]?.crowd !== true) break;
    if (overlap < least) continue;
    least = overlap;
    best = i;
  }
  return best;
}
