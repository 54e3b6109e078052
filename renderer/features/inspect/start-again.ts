import type { LineStartWish, LineState } from '../../../preload/contract/inspections.ts';
import type { Recipe } from '../../../preload/contract/recipes.ts';
import type { SourceId } from '../../../preload/contract/values.ts';

/** Without a recipe; null is the size that the model's card says. */
export const plainStart = (sourceId: SourceId, model: string, inputSize: number | null): LineStartWish => ({
  sourceId,
  model,
  ...(inputSize === null ? {} : { inputSize }),
});

/** What starts a line as it was started last: another model or another size would judge otherwise. */
export function startAgain({ model, recipe, inputSizes }: LineState, sourceId: SourceId): LineStartWish {
  if (recipe !== null) return { recipe: recipe.id };
  return model === null ? { sourceId } : plainStart(sourceId, model.name, inputSizes?.[model.name] ?? null);
}

interface Known {
  readonly line: Pick<LineState, 'inputSizes'> | null;
  readonly isMoving: boolean;
  readonly recipe: Pick<Recipe, 'body'> | null;
  /** On this screen; undefined where nobody picked. */
  readonly picked: number | null | undefined;
}

/** At which a model sees: of what runs as it runs, else as its recipe says, as was picked here, or as the line had it last. */
export function sizeNow(model: string, { line, isMoving, recipe, picked }: Known): number | null {
  const ofLine = line?.inputSizes?.[model] ?? null;
  if (isMoving) return ofLine;
  if (recipe !== null) return recipe.body.inputSizes[model] ?? null;
  return picked === undefined ? ofLine : picked;
}
