import type { Recipe, RecipeBody, RecipeId } from '../../../preload/contract/recipes.ts';
import { type LineTelling, type LineWish, tellingBy, wishFor } from './line-plan.ts';

const toNobody: LineTelling = { outputs: [], byTrigger: false };

/** What a line did until it was stopped: to those whom it told it is missing since. */
export class LastWork {
  #wish: LineWish | undefined;
  #telling: LineTelling | undefined;

  get wish(): LineWish | undefined {
    return this.#wish;
  }

  get telling(): LineTelling | undefined {
    return this.#telling;
  }

  ended(wish: LineWish, telling: LineTelling): void {
    this.#wish = wish;
    this.#telling = telling;
  }

  /** By a recipe, before the station was started last. */
  wasBy(recipe: Recipe): void {
    this.ended(wishFor(recipe), tellingBy(recipe.body));
  }

  /** To whom it is missing is said by the newest version of its recipe: to nobody once that was put aside or looks at another source. */
  recipeChanged(id: RecipeId, body: RecipeBody | null): void {
    if (this.#wish?.recipe?.id !== id) return;
    this.#telling = body?.sourceId === this.#wish.sourceId ? tellingBy(body) : toNobody;
  }
}
