import type { Role } from '../../../preload/contract/capability.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type {
  FrameToTry,
  Recipe,
  RecipeBody,
  RecipeChange,
  RecipeId,
  RecipeProblem,
  RecipeTried,
} from '../../../preload/contract/recipes.ts';
import type { UnsureBand } from '../../domain/confidence/band.ts';
import { fail, failure, type Outcome, succeed } from '../../domain/outcome.ts';
import { checkRecipe } from '../../domain/recipe/check.ts';
import { compareRecipes } from '../../domain/recipe/compare.ts';
import { type ModelTried, tryRecipe } from '../../domain/recipe/try-recipe.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../clock.ts';
import type { ModelShelf } from '../model-shelf.ts';

export interface RecipeDeskOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly models: Pick<ModelShelf, 'findForPictures'>;
  /** Where a model is unsure just now. */
  readonly band: (card: PictureCard) => UnsureBand;
  /** The outputs that the station knows; absent where nobody can tell. */
  readonly outputs?: (() => Promise<Outcome<readonly string[]>>) | undefined;
}

interface WantedSave {
  readonly id: RecipeId;
  readonly name: string;
  readonly body: RecipeBody;
  readonly note: string;
  readonly madeFrom?: number | undefined;
}

/** The recipes of the station, each with all its versions: what is kept can run, as far as can be told without running it. */
export class RecipeDesk {
  readonly #options: RecipeDeskOptions;

  constructor(options: RecipeDeskOptions) {
    this.#options = options;
  }

  list(): Promise<Outcome<Recipe[]>> {
    return this.#options.store.call('recipes.list', null);
  }

  async get(id: RecipeId, version?: number): Promise<Outcome<Recipe>> {
    const found = await this.#options.store.call('recipes.get', { id, version });
    return found.ok ? succeed(recipeOf(found.value)) : found;
  }

  /** The newest version, unless it was put aside. */
  async toStart(id: RecipeId): Promise<Outcome<Recipe>> {
    const found = await this.#options.store.call('recipes.get', { id });
    if (!found.ok) return found;
    return found.value.archived ? isAside(id) : succeed(recipeOf(found.value));
  }

  versions(id: RecipeId): Promise<Outcome<Recipe[]>> {
    return this.#options.store.call('recipes.versions', { id });
  }

  async compare(id: RecipeId, from: number, to: number): Promise<Outcome<readonly RecipeChange[]>> {
    const [before, after] = await Promise.all([this.get(id, from), this.get(id, to)]);
    if (!before.ok) return before;
    return after.ok ? succeed(compareRecipes(before.value, after.value)) : after;
  }

  async check(body: RecipeBody, id: RecipeId | undefined): Promise<Outcome<readonly RecipeProblem[]>> {
    const { store, models, outputs } = this.#options;
    const [sources, others, known] = await Promise.all([
      store.call('sources.list', null),
      this.list(),
      outputs?.() ?? succeed(undefined),
    ]);
    if (!sources.ok) return sources;
    if (!others.ok) return others;
    if (!known.ok) return known;
    const found = await Promise.all([...new Set(body.models)].map((name) => models.findForPictures(name)));
    const world = {
      sources: sources.value,
      models: found.flatMap((model) => (model.ok ? [model.value.card] : [])),
      outputs: known.value,
      others: others.value.filter((other) => other.id !== id),
    };
    return succeed(checkRecipe(body, world));
  }

  /** Without a line that goes by it: what was found in a frame is judged as the recipe would. */
  async try(body: RecipeBody, frame: FrameToTry): Promise<Outcome<RecipeTried>> {
    const { models, band } = this.#options;
    const tried: ModelTried[] = [];
    for (const name of body.models) {
      const found = await models.findForPictures(name);
      if (!found.ok) return found;
      const { card } = found.value;
      tried.push({ card, band: band(card) });
    }
    return succeed(tryRecipe(body, frame, tried));
  }

  async save(wanted: WantedSave, by: Role): Promise<Outcome<Recipe>> {
    const sound = await this.#mustRun(wanted.body, wanted.id);
    if (!sound.ok) return sound;
    return this.#options.store.call('recipes.save', { ...wanted, by, at: this.#options.clock.wallMs() });
  }

  async rollback(id: RecipeId, version: number, by: Role): Promise<Outcome<Recipe>> {
    const older = await this.get(id, version);
    if (!older.ok) return older;
    const sound = await this.#mustRun(older.value.body, id);
    if (!sound.ok) return sound;
    return this.#options.store.call('recipes.rollback', { id, version, by, at: this.#options.clock.wallMs() });
  }

  archive(id: RecipeId): Promise<Outcome<{ id: string }>> {
    return this.#options.store.call('recipes.archive', { id });
  }

  byCode(code: string): Promise<Outcome<Recipe>> {
    return this.#options.store.call('recipes.byCode', { code });
  }

  /** Told by the first problem, and how many more there are: `check` names them all. */
  async #mustRun(body: RecipeBody, id: RecipeId): Promise<Outcome<null>> {
    const problems = await this.check(body, id);
    if (!problems.ok) return problems;
    const [first, ...others] = problems.value;
    if (first === undefined) return succeed(null);
    const { thing, expected, received, remedy } = first;
    const count = others.length === 1 ? 'is 1 more problem' : `are ${others.length} more problems`;
    const more = others.length === 0 ? '' : ` There ${count}.`;
    const place = `${thing} at ${first.path}`;
    return {
      ok: false,
      failure: failure('bad_input', { thing: place, expected, received, remedy: `${remedy}${more}` }),
    };
  }
}

const isAside = (id: RecipeId): Outcome<never> =>
  fail('wrong_state', {
    thing: `Recipe ${id}`,
    expected: 'one that is in use',
    received: 'one that was put aside',
    remedy: 'Roll it back to one of its versions first.',
  });

/** Without what only the store needs to know. */
const recipeOf = ({ id, version, name, body, note, by, at }: Recipe): Recipe => ({
  id,
  version,
  name,
  body,
  note,
  by,
  at,
});
