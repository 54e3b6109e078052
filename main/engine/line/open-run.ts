import { taskTraits } from '../../../preload/contract/model-tasks.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import type { LineLedger } from './line-ledger.ts';
import { type LineModel, type LinePlan, planLooksAtPeople, tellingOf } from './line-plan.ts';
import { LineRun, type LineRunOptions, type RunModel } from './line-run.ts';

export interface RunPlaces extends Pick<LineRunOptions, 'clock' | 'publishPicture' | 'samples' | 'observer'> {
  readonly ledger: LineLedger;
}

/** What a plan means to the one who counts and judges. */
export function openRun(sourceId: SourceId, plan: LinePlan, { ledger, ...places }: RunPlaces): LineRun {
  const { recipe, judgedBy, parts, models } = plan;
  const { clock, publishPicture, samples, observer } = places;
  const [first, ...others] = models;
  return new LineRun({
    clock,
    sourceId,
    models: [runModel(first), ...others.map(runModel)],
    recipe,
    judgedBy,
    parts,
    telling: tellingOf(plan),
    ofPeople: planLooksAtPeople(plan),
    publishPicture,
    samples,
    observer,
    ...ledger.sinks,
  });
}

const runModel = (model: LineModel): RunModel => {
  const { name, version, task } = model.card;
  const { judges, isOfWholePicture } = taskTraits[task];
  return { model: { name, version }, judges, isOfWholePicture, band: model.band };
};
