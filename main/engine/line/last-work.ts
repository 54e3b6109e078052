import type { Recipe, RecipeBody, RecipeId } from '../../../preload/contract/recipes.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import { type LineTelling, type LineWish, tellingBy, wishFor, wishWithout } from './line-plan.ts';

const toNobody: LineTelling = { outputs: [], byTrigger: false };

/** What a line did until it was stopped: to those whom it told it is missing since. */
export class LastWork {
  readonly #sourceId: SourceId;
  /** By the newest version of each recipe, also of one that was saved while the line went by an older. */
  readonly #newest = new Map<RecipeId, LineTelling>();
  #wish: LineWish | undefined;
  #telling: LineTelling | undefined;

  constructor(sourceId: SourceId) {
    this.#sourceId = sourceId;
  }

  get wish(): LineWish | undefined {
    return this.#wish;
  }

  /** By the version that it went by. */
  get ownTelling(): LineTelling | undefined {
    return this.#telling;
  }

  /** By the newest version, which says to whom a line is missing that was stopped. */
  get telling(): LineTelling | undefined {
    const id = this.#wish?.recipe?.id;
    return (id === undefined ? undefined : this.#newest.get(id)) ?? this.#telling;
  }

  ended(wish: LineWish, telling: LineTelling): void {
    this.#wish = wish;
    this.#telling = telling;
  }

  /** By a recipe, before the station was started last. */
  wasBy(recipe: Recipe): void {
    this.ended(wishFor(recipe), tellingBy(recipe.body));
  }

  /** To nobody once it was put aside or looks at another source. */
  recipeChanged(id: RecipeId, body: RecipeBody | null): void {
    this.#newest.set(id, body?.sourceId === this.#sourceId ? tellingBy(body) : toNobody);
    if (body !== null || this.#wish?.recipe?.id !== id) return;
    // What it did stays known; what is not there any more is not looked for at each start of the station.
    this.ended(wishWithout(this.#wish), toNobody);
  }
}
