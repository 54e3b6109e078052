import type { Detection, Verdict } from '../../../preload/contract/values.ts';

/** How bad a part or a picture is: all that fail come before all that are unsure, surest first; 0 for a pass. */
export function severityOf(verdict: Verdict, counted: readonly Pick<Detection, 'score'>[]): number {
  if (verdict === 'pass') return 0;
  const top = counted.reduce((most, { score }) => Math.max(most, score), 0);
  return verdict === 'fail' ? 1 + top : Math.max(0.001, top);
}
