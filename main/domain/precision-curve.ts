/** One answer in order of falling score; `weight` says how often its picture counts. */
export interface RankedAnswer {
  readonly right: boolean;
  readonly weight: number;
}

const RECALL_STEPS = 100;

/**
 * Area under the precision-recall curve as COCO takes it: precision made to fall only, then read at 101 recalls.
 * Undefined where there was nothing to find.
 */
export function areaUnderPrecision(answers: readonly RankedAnswer[], toFind: number): number | undefined {
  if (toFind <= 0) return undefined;
  const recalls: number[] = [];
  const precisions: number[] = [];
  let right = 0;
  let wrong = 0;
  for (const answer of answers) {
    if (answer.weight === 0) continue;
    if (answer.right) right += answer.weight;
    else wrong += answer.weight;
    recalls.push(right / toFind);
    precisions.push(right / (right + wrong));
  }
  for (let i = precisions.length - 2; i >= 0; i -= 1) {
    precisions[i] = Math.max(precisions[i] ?? 0, precisions[i + 1] ?? 0);
  }
  let sum = 0;
  let at = 0;
  for (let step = 0; step <= RECALL_STEPS; step += 1) {
    while (at < recalls.length && (recalls[at] ?? 0) < step / RECALL_STEPS) at += 1;
    sum += precisions[at] ?? 0;
  }
  return sum / (RECALL_STEPS + 1);
}
