import { type RecipeBody, recipeBody } from '../../../../preload/contract/recipes.ts';

/** What a person leaves out has its default, as over the wire. */
export const bodyOf = (over: Partial<RecipeBody> = {}): RecipeBody =>
  recipeBody.parse({ sourceId: 'demo-line', models: ['pcb-defects'], ...over });

/** A rectangle in shares, clockwise from its upper left corner. */
export const rectangle = (x: number, y: number, width: number, height: number) => [
  { x, y },
  { x: x + width, y },
  { x: x + width, y: y + height },
  { x, y: y + height },
];
