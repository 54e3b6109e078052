import type { Inspection, LineState } from '../../../preload/contract/inspections.ts';
import type { Output } from '../../../preload/contract/outputs.ts';
import type { Recipe, RecipeRef } from '../../../preload/contract/recipes.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import type { Outcome } from '../../domain/outcome.ts';

type FindRecipe = (id: string, version: number) => Promise<Outcome<Recipe>>;

/** Which outputs hear of which line: those that its recipe names; without a recipe those that always do. */
export class LineRoutes {
  readonly #findRecipe: FindRecipe;
  /** A version never changes, so what it names is asked for once. */
  readonly #named = new Map<string, Promise<readonly string[]>>();
  #lines: readonly (LineState & { readonly names: readonly string[] | null })[] = [];

  constructor(findRecipe: FindRecipe) {
    this.#findRecipe = findRecipe;
  }

  async update(states: readonly LineState[]): Promise<void> {
    const wanted = states.filter((state) => state.wanted && state.sourceId !== null);
    this.#lines = await Promise.all(
      wanted.map(async (state) => ({ ...state, names: state.recipe && (await this.#namesOf(state.recipe)) })),
    );
  }

  linesOf({ id, always }: Pick<Output, 'id' | 'always'>): readonly SourceId[] {
    return this.#of(id, always).flatMap(({ sourceId }) => sourceId ?? []);
  }

  /** Why the lines of an output cannot inspect; empty where all can. */
  troubleOf({ id, always }: Pick<Output, 'id' | 'always'>): string {
    const lines = this.#of(id, always);
    if (lines.length === 0) return 'No line is running that tells this output.';
    const down = lines.find(({ state, judges }) => state !== 'running' || !judges);
    if (down === undefined) return '';
    if (down.state === 'running') return `The model of ${down.sourceId} judges nothing.`;
    return `The line of ${down.sourceId} is ${down.state}.${down.note === '' ? '' : ` ${down.note}`}`;
  }

  /** At once where the recipe is known, and it is from its start on. */
  async hears({ id, always }: Pick<Output, 'id' | 'always'>, { recipe }: Inspection): Promise<boolean> {
    return recipe === undefined ? always : (await this.#namesOf(recipe)).includes(id);
  }

  #of(id: string, always: boolean) {
    return this.#lines.filter(({ names }) => (names === null ? always : names.includes(id)));
  }

  #namesOf({ id, version }: RecipeRef): Promise<readonly string[]> {
    const key = `${id} ${version}`;
    const known = this.#named.get(key);
    if (known !== undefined) return known;
    const asked = this.#findRecipe(id, version).then((found) => {
      if (found.ok) return found.value.body.outputs;
      this.#named.delete(key);
      return [];
    });
    this.#named.set(key, asked);
    return asked;
  }
}
