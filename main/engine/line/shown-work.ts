import type { LineState } from '../../../preload/contract/inspections.ts';
import type { LinePlan } from './line-plan.ts';
import type { LineRun } from './line-run.ts';

export interface ShownWork {
  readonly plan: LinePlan;
  readonly run: LineRun;
}

/** What a line does, as it is shown: by what, since when, and what came of it so far. */
export function shownWork(
  { plan, run }: ShownWork,
  nowMs: number,
): Omit<LineState, 'state' | 'note' | 'wanted' | 'sourceId' | 'runsOn'> {
  const { name, version } = plan.models[0].card;
  return {
    model: { name, version },
    recipe: plan.recipe,
    startedAt: run.startedAt,
    judges: run.judges,
    verdict: run.verdict,
    ...run.numbers.read(nowMs),
    ...run.places,
  };
}
