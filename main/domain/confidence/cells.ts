import type { PromisedCell } from '../../../preload/contract/confidence.ts';
import type { RealDefect } from './reviewed.ts';
import { type Drawn, highestFloor, missingFor, tallyOf } from './risk.ts';

/** The score that may stop a defect: by a detection that the same threshold holds for. Nought where the model saw nothing. */
export const asDrawn = (defects: readonly RealDefect[], labels: readonly string[] | 'any'): readonly Drawn[] =>
  defects.map(({ group, found }) => {
    const counted = found.filter(({ label }) => labels === 'any' || labels.includes(label));
    return { group, score: Math.max(0, ...counted.map(({ score }) => score)) };
  });

/**
 * Each label keeps the promise by itself where enough of its defects were reviewed; those that are too rare stand together.
 * Where a label cannot, as the model misses too many of it, all are promised of together. Undefined where that cannot be either.
 */
export function cellsFor(defects: readonly RealDefect[], rate: number): readonly PromisedCell[] | undefined {
  if (defects.length === 0) return undefined;
  const apart = gather(defects, rate).map((members) => cellOf(members, labelsOf(members), rate));
  const cells = apart.every((cell) => cell !== undefined) ? apart : [cellOf(defects, 'any', rate)];
  const whole = cells.filter((cell) => cell !== undefined);
  return whole.length === cells.length ? whole : undefined;
}

const labelsOf = (defects: readonly RealDefect[]): readonly string[] => [...new Set(defects.map(({ label }) => label))];

function cellOf(
  members: readonly RealDefect[],
  counted: readonly string[] | 'any',
  rate: number,
): PromisedCell | undefined {
  const drawn = asDrawn(members, counted);
  const low = highestFloor(drawn, rate);
  // Nothing lies below nought: a floor there stops what the model saw, and not what it did not see.
  if (low === undefined || low <= 0) return undefined;
  const missed = drawn.filter(({ score }) => score < low).length;
  return { labels: labelsOf(members).toSorted(), defects: members.length, low, missed };
}

/** The rarest join the next rarest until each has as many as the rate asks for, if all were seen. */
function gather(defects: readonly RealDefect[], rate: number): readonly (readonly RealDefect[])[] {
  const bySize = (a: readonly RealDefect[], b: readonly RealDefect[]): number => a.length - b.length;
  let cells = [...Map.groupBy(defects, ({ label }) => label).values()].sort(bySize);
  const isShort = (cell: readonly RealDefect[]): boolean => missingFor(tallyOf(asDrawn(cell, 'any')), 0, rate) > 0;
  while (cells.length > 1 && cells.some(isShort)) {
    const [first = [], second = [], ...rest] = cells;
    cells = [[...first, ...second], ...rest].sort(bySize);
  }
  return cells;
}
