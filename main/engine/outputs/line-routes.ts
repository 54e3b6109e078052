import type { Inspection, LineState } from '../../../preload/contract/inspections.ts';
import { isPlcSettings } from '../../../preload/contract/output-settings.ts';
import type { Output } from '../../../preload/contract/outputs.ts';
import type { Recipe, RecipeRef } from '../../../preload/contract/recipes.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import type { Outcome } from '../../domain/outcome.ts';

/** What a version of a recipe says of whom it tells. */
interface Said {
  readonly outputs: readonly string[];
  readonly byTrigger: boolean;
}

type FindRecipe = (id: string, version: number) => Promise<Outcome<Recipe>>;

/** Which outputs hear of which line: those that its recipe names; without a recipe those that always do. */
export class LineRoutes {
  readonly #findRecipe: FindRecipe;
  /** A version never changes, so what it names is asked for once. */
  readonly #known = new Map<string, Promise<Said>>();
  #lines: readonly (LineState & { readonly said: Said | null })[] = [];

  constructor(findRecipe: FindRecipe) {
    this.#findRecipe = findRecipe;
  }

  async update(states: readonly LineState[]): Promise<void> {
    const wanted = states.filter((state) => state.wanted && state.sourceId !== null);
    this.#lines = await Promise.all(
      wanted.map(async (state) => ({ ...state, said: state.recipe && (await this.#saidBy(state.recipe)) })),
    );
  }

  linesOf({ id, always }: Pick<Output, 'id' | 'always'>): readonly SourceId[] {
    return this.#of(id, always).flatMap(({ sourceId }) => sourceId ?? []);
  }

  /** Why the lines of an output cannot inspect; empty where all can. */
  troubleOf({ id, always, settings }: Pick<Output, 'id' | 'always' | 'settings'>): string {
    const lines = this.#of(id, always);
    if (lines.length === 0) return 'No line is running that tells this output.';
    const down = lines.find(({ state, judges }) => state !== 'running' || !judges);
    if (down === undefined) return isPlcSettings(settings) && settings.handshake ? untriggered(lines) : '';
    if (down.state === 'running') return `The model of ${down.sourceId} judges nothing.`;
    return `The line of ${down.sourceId} is ${down.state}.${down.note === '' ? '' : ` ${down.note}`}`;
  }

  /** At once where the recipe is known, and it is from its start on. */
  async hears({ id, always }: Pick<Output, 'id' | 'always'>, { recipe }: Inspection): Promise<boolean> {
    return recipe === undefined ? always : (await this.#saidBy(recipe)).outputs.includes(id);
  }

  #of(id: string, always: boolean) {
    return this.#lines.filter(({ said }) => (said === null ? always : said.outputs.includes(id)));
  }

  #saidBy({ id, version }: RecipeRef): Promise<Said> {
    const key = `${id} ${version}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const asked = this.#findRecipe(id, version).then((found) => {
      if (found.ok) return { outputs: found.value.body.outputs, byTrigger: found.value.body.parts.by === 'trigger' };
      this.#known.delete(key);
      return { outputs: [], byTrigger: false };
    });
    this.#known.set(key, asked);
    return asked;
  }
}

/** A PLC that asks for each part needs lines that wait for that. */
function untriggered(lines: readonly { readonly sourceId: SourceId | null; readonly said: Said | null }[]): string {
  const line = lines.find(({ said }) => said?.byTrigger !== true);
  return line === undefined
    ? ''
    : `The parts of ${line.sourceId} do not begin with a trigger: its recipe has to say so.`;
}
