import type { TakenSize } from '../../../preload/contract/input-sizes.ts';
import type { ModelCard } from '../../../preload/contract/model-card.ts';
import type { Recipe, RecipeProblem } from '../../../preload/contract/recipes.ts';
import type { Source } from '../../../preload/contract/sources.ts';
import { failure } from '../outcome.ts';

export interface ModelNamed extends Pick<ModelCard, 'name' | 'labels' | 'task'> {
  readonly io: { readonly input: TakenSize };
}

/** What a recipe names, as it is now. */
export interface RecipeWorld {
  readonly sources: readonly Source[];
  /** Of the models that are named: those that are here and look at pictures. */
  readonly models: readonly ModelNamed[];
  /** Undefined where nobody knows which there are. */
  readonly outputs: readonly string[] | undefined;
  /** The others that are not put aside. */
  readonly others: readonly Pick<Recipe, 'id' | 'name' | 'body'>[];
}

export const problem = (
  code: RecipeProblem['code'],
  path: string,
  thing: string,
  expected: string,
  received: string,
  remedy: string,
): RecipeProblem => {
  const { code: _code, ...told } = failure('bad_input', { thing, expected, received, remedy });
  return { code, path, ...told };
};
