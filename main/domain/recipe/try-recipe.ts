import type { ModelCard } from '../../../preload/contract/model-card.ts';
import { taskTraits } from '../../../preload/contract/model-tasks.ts';
import type { FrameToTry, RecipeBody, RecipeTried } from '../../../preload/contract/recipes.ts';
import type { UnsureBand } from '../confidence/band.ts';
import { Judge } from './judge.ts';
import type { LookSeen } from './things.ts';

export interface ModelTried {
  readonly card: { readonly labels: readonly string[]; readonly task: ModelCard['task'] };
  readonly band: UnsureBand;
}

/** Of models that know a label the first has found it: a frame that is shown does not say which of them did. */
function looksOf(detections: FrameToTry['detections'], models: readonly ModelTried[]): readonly LookSeen[] {
  const finder = (label: string): ModelTried | undefined => models.find(({ card }) => card.labels.includes(label));
  return models.map((model) => {
    const { judges, isOfWholePicture } = taskTraits[model.card.task];
    const found = detections.filter(({ label }) => finder(label) === model);
    // Where they lay to the recipe that the line goes by is nothing to this one.
    const afresh = found.map(({ label, score, box, points }) => ({ label, score, box, ...(points && { points }) }));
    return { detections: afresh, band: model.band, judges, isOfWholePicture };
  });
}

/** What a recipe says of one frame that a line has looked at; what it would say of a whole part needs more than one. */
export function tryRecipe(
  body: RecipeBody,
  { width, height, detections }: FrameToTry,
  models: readonly ModelTried[],
): RecipeTried {
  const judged = new Judge({ ...body, follow: false }).see({
    width,
    height,
    looks: looksOf(detections, models),
    atMs: 0,
  });
  return {
    verdict: judged.verdict,
    detections: judged.shown.flat(),
    rules: judged.findings.map(({ verdict, matches }) => ({
      verdict,
      found: matches.filter(({ isSure }) => isSure).length,
      doubtful: matches.filter(({ isSure }) => !isSure).length,
      measuredMm: matches.flatMap(({ mm }) => mm ?? []),
    })),
  };
}
