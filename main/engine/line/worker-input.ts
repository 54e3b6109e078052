import { ownSide } from '../../../preload/contract/input-sizes.ts';
import type { LineState } from '../../../preload/contract/inspections.ts';
import { taskTraits } from '../../../preload/contract/model-tasks.ts';
import type { SamplingWish } from '../../domain/sampling/sampler.ts';
import type { VisionModel } from '../../workers/protocol.ts';
import { type LinePlan, planLooksAtPeople } from './line-plan.ts';
import type { SampleSinks } from './line-run.ts';

/** What the line needs of the samples: which frames are wanted, where they go, and when they are all stored. */
export interface LineSamples extends SampleSinks {
  /** Which frames are wanted of a model that looks at people, or does not. */
  wish(ofPeople: boolean): Promise<SamplingWish>;
  flush(): Promise<void>;
}

export const visionModels = ({ models }: LinePlan): readonly VisionModel[] =>
  models.map(({ folder, inputSize }) => ({ folder, inputSize }));

/** Which frames are wanted of the models as they judge now. */
export async function wishOf(
  plan: LinePlan,
  samples: Pick<LineSamples, 'wish'> | undefined,
): Promise<SamplingWish | undefined> {
  const wish = await samples?.wish(planLooksAtPeople(plan));
  if (wish === undefined) return undefined;
  const { models, judgedBy } = plan;
  return {
    ...wish,
    bands: models.map(({ fittedBand }) => fittedBand?.() ?? null),
    regions: models.map(({ card }) => (taskTraits[card.task].isOfWholePicture ? null : judgedBy.region)),
  };
}

/** With the size at which each model sees pictures, where one sees them at another than its card's. */
export function howItRuns(runsOn: string, { models }: LinePlan): string {
  if (runsOn === '' || models.every(({ inputSize }) => inputSize === undefined)) return runsOn;
  return `${runsOn}, ${models.map(({ card, inputSize }) => inputSize ?? ownSide(card.io.input)).join(' and ')} px`;
}

/** What a line has to be started with again to judge as it does. */
export function sizesOf({ models }: LinePlan): Pick<LineState, 'inputSizes'> {
  const sizes = models.flatMap(({ card, inputSize }) =>
    inputSize === undefined ? [] : [[card.name, inputSize] as const],
  );
  return sizes.length === 0 ? {} : { inputSizes: Object.fromEntries(sizes) };
}
