import type { RetrainingCondition } from '../../../preload/contract/drift.ts';

/** How full the bar of a condition is: whole only once it is met. */
export function filled({ current, wanted, comparison, met }: RetrainingCondition): number {
  if (met) return 1;
  if (current === null) return 0;
  const share = comparison === 'below' ? wanted / Math.max(current, wanted) : current / wanted;
  return Math.min(0.99, Math.max(0, Number.isFinite(share) ? share : 0));
}

export const stillWanted = ({ current, wanted }: RetrainingCondition): number =>
  Math.max(0, Math.ceil(wanted - (current ?? 0)));
