import type { EvaluatedPicture } from '../../../main/domain/average-precision.ts';

interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Counts unit squares: the boxes of the property test have whole corners. */
function sharedSquares(a: Rect, b: Rect): number {
  let count = 0;
  for (let x = a.x; x < a.x + a.width; x += 1) {
    for (let y = a.y; y < a.y + a.height; y += 1) {
      if (x >= b.x && x < b.x + b.width && y >= b.y && y < b.y + b.height) count += 1;
    }
  }
  return count;
}

/** COCO's average precision of one category at one threshold, by the definition and without any economy. */
export function slowAveragePrecision(
  pictures: readonly EvaluatedPicture[],
  category: number,
  threshold: number,
  most: number,
): number | undefined {
  const answers: { score: number; right: boolean }[] = [];
  let toFind = 0;
  for (const picture of pictures) {
    const singles = picture.real.filter((box) => box.category === category && !box.crowd);
    const crowds = picture.real.filter((box) => box.category === category && box.crowd);
    toFind += singles.length;
    const free = new Set(singles);
    const mine = picture.found.filter((box) => box.category === category);
    mine.sort((a, b) => b.score - a.score);
    for (const box of mine.slice(0, most)) {
      let best = { overlap: -1, target: undefined as (typeof singles)[number] | undefined };
      for (const target of free) {
        const shared = sharedSquares(box, target);
        const overlap = shared / (box.width * box.height + target.width * target.height - shared);
        if (overlap >= threshold && overlap >= best.overlap) best = { overlap, target };
      }
      if (best.target) {
        free.delete(best.target);
        answers.push({ score: box.score, right: true });
        continue;
      }
      const inCrowd = crowds.some((crowd) => sharedSquares(box, crowd) / (box.width * box.height) >= threshold);
      if (!inCrowd) answers.push({ score: box.score, right: false });
    }
  }
  if (toFind === 0) return undefined;
  answers.sort((a, b) => b.score - a.score);
  const points = answers.map((_, i) => {
    const right = answers.slice(0, i + 1).filter((answer) => answer.right).length;
    return { recall: right / toFind, precision: right / (i + 1) };
  });
  let sum = 0;
  for (let step = 0; step <= 100; step += 1) {
    const reached = points.filter((point) => point.recall >= step / 100);
    sum += Math.max(0, ...reached.map((point) => point.precision));
  }
  return sum / 101;
}
