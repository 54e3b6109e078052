import { basename } from 'node:path';
import type { BatchParts, BatchStart } from '../../../preload/contract/batch.ts';
import { looksAtPeople, taskTraits } from '../../../preload/contract/model-tasks.ts';
import type { Recipe } from '../../../preload/contract/recipes.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { type JudgedBy, withoutRecipe } from '../../domain/recipe/judge.ts';
import type { BatchPlan } from '../../store/batch-schema.ts';
import type { BatchRow, NewBatch } from '../../store/verbs/batches.ts';
import type { RecordingFound } from '../../workers/protocol.ts';
import { type LineModel, type RecipeVersion, seeingAt } from '../line/line-plan.ts';

export type BatchModel = Pick<LineModel, 'folder' | 'card' | 'band' | 'inputSize'>;

export interface BatchPlaces {
  readonly findModel: (name: string) => Promise<Outcome<BatchModel>>;
  /** The newest version where none is named. */
  readonly findRecipe: (recipe: Partial<RecipeVersion> & Pick<RecipeVersion, 'id'>) => Promise<Outcome<Recipe>>;
}

/** All that looks and judges while a batch runs. */
export interface BatchTools {
  readonly models: readonly BatchModel[];
  readonly judgedBy: JudgedBy;
}

const usualVideoParts: BatchParts = { by: 'time', ms: 2_000 };
const eachPicture: BatchParts = { by: 'picture' };

/** What is written down when a batch is started: from then on its models, its recipe and its pictures are settled. */
export async function planBatch(
  wish: BatchStart,
  found: RecordingFound,
  places: BatchPlaces,
  createdAt: number,
): Promise<Outcome<NewBatch>> {
  const recipe = wish.recipe === undefined ? undefined : await places.findRecipe({ id: wish.recipe });
  if (recipe?.ok === false) return recipe;
  const body = recipe?.value.body;
  const models = await modelsOf(body?.models ?? wish.models, places);
  if (!models.ok) return models;
  const plan: BatchPlan = {
    models: models.value.map(({ card: { name, version } }) => ({ name, version })),
    recipe:
      recipe === undefined ? null : { id: recipe.value.id, version: recipe.value.version, name: recipe.value.name },
    // Rules judge also what models only name.
    judges: (body?.rules.length ?? 0) > 0 || models.value.some(({ card }) => taskTraits[card.task].judges),
    // A folder knows no time: each of its pictures shows another part.
    parts: found.kind === 'folder' ? eachPicture : (wish.parts ?? usualVideoPartsOf(body?.parts)),
    ofPeople: models.value.some(({ card }) => looksAtPeople(card)),
  };
  const name = wish.name ?? (basename(wish.path).slice(0, 60) || wish.path.slice(0, 60));
  return succeed({ name, path: wish.path, kind: found.kind, plan, createdAt, names: found.names });
}

/** The recipe may say how long a part is in view. */
const usualVideoPartsOf = (parts: Recipe['body']['parts'] | undefined): BatchParts =>
  parts?.by === 'time' ? parts : usualVideoParts;

/** The models and the recipe that a batch was begun with, and no others: its report speaks of one version each. */
export async function toolsOf({ plan }: BatchRow, places: BatchPlaces): Promise<Outcome<BatchTools>> {
  const recipe = plan.recipe === null ? undefined : await places.findRecipe(plan.recipe);
  if (recipe?.ok === false) return recipe;
  const models = await modelsOf(
    plan.models.map(({ name }) => name),
    places,
  );
  if (!models.ok) return models;
  for (const [index, { card }] of models.value.entries()) {
    const begun = plan.models[index];
    if (begun !== undefined && begun.version !== card.version)
      return otherVersion(card.name, begun.version, card.version);
  }
  const sizes = recipe?.value.body.inputSizes ?? {};
  return succeed({
    models: models.value.map((model) => seeingAt(model, sizes[model.card.name])),
    judgedBy: recipe?.value.body ?? withoutRecipe,
  });
}

async function modelsOf(names: readonly string[], { findModel }: BatchPlaces): Promise<Outcome<BatchModel[]>> {
  const models: BatchModel[] = [];
  for (const name of names) {
    const model = await findModel(name);
    if (!model.ok) return model;
    models.push(model.value);
  }
  return succeed(models);
}

const otherVersion = (name: string, begun: string, now: string): Outcome<never> =>
  fail('model_refused', {
    thing: `Model ${name}`,
    expected: `version ${begun}, which the batch was begun with`,
    received: `version ${now}`,
    remedy: 'Bring that version back, or start the batch anew.',
  });
