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

export const visionModels = ({ models, inputSize }: LinePlan): readonly VisionModel[] =>
  models.map(({ folder }) => ({ folder, inputSize }));

/** Which frames are wanted of the models as they judge now. */
export async function wishOf(
  plan: LinePlan,
  samples: Pick<LineSamples, 'wish'> | undefined,
): Promise<SamplingWish | undefined> {
  const wish = await samples?.wish(planLooksAtPeople(plan));
  return wish && { ...wish, bands: plan.models.map(({ fittedBand }) => fittedBand?.() ?? null) };
}

/** With the size at which pictures are seen, where another than the card's was asked for. */
export const howItRuns = (runsOn: string, { inputSize }: LinePlan): string =>
  inputSize === undefined || runsOn === '' ? runsOn : `${runsOn}, ${inputSize} px`;
