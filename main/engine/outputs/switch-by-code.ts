import type { Recipe } from '../../../preload/contract/recipes.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../clock.ts';
import { type LineWish, wishFor } from '../line/line-plan.ts';
import type { RecipeDesk } from '../recipes/recipe-desk.ts';
import type { SettingsDesk } from '../settings.ts';

export interface SwitchPlaces {
  readonly store: Pick<Store, 'call'>;
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly recipes: Pick<RecipeDesk, 'byCode'>;
  readonly settings: Pick<SettingsDesk, 'get'>;
  readonly start: (wish: LineWish) => Promise<Outcome<unknown>>;
}

/**
 * A PLC asks by writing a code, `now`. One that was found there was asked for `in-vain` when it was heard before, was `left` alone then
 * as its line was stopped, or nobody knows when it was asked for: `once`.
 */
export type CodeAsked = 'now' | 'in-vain' | 'left' | 'once';

export interface Switched {
  readonly recipe: Recipe;
  /** Somebody has stopped its line: only a person, or a code that is written, starts that. */
  readonly isLeft: boolean;
}
export type SwitchByCode = (code: string, asked: CodeAsked) => Promise<Outcome<Switched>>;

/** What a PLC does by writing a code. As through every door it has failed where it cannot be recorded: nothing audited happens unseen. */
export const switchByCode =
  ({ store, clock, recipes, settings, start }: SwitchPlaces): SwitchByCode =>
  async (code, asked) => {
    const recipe = await recipes.byCode(code);
    const found = recipe.ok ? meant(recipe.value, asked, await settings.get('lines')) : 'to-switch';
    if (recipe.ok && found !== 'to-switch') return succeed({ recipe: recipe.value, isLeft: found === 'left' });
    const switched = recipe.ok ? await start(wishFor(recipe.value)) : recipe;
    const outcome = switched.ok ? 'done' : switched.failure.code;
    const act = { role: 'service', door: 'output', act: 'recipes.switchTo', at: clock.wallMs(), outcome } as const;
    const recorded = await store.call('audit.append', act);
    if (!recipe.ok) return recipe;
    if (!switched.ok) return switched;
    return recorded.ok ? succeed({ recipe: recipe.value, isLeft: false }) : recorded;
  };

interface RememberedLines {
  readonly running: readonly LineWish[];
  readonly stopped: readonly LineWish[];
}

/** A code that merely stands there undoes no stop of a person, nor puts a newer version of the recipe to work by which its line goes. */
function meant(
  { id, body }: Recipe,
  asked: CodeAsked,
  { running, stopped }: RememberedLines,
): 'to-switch' | 'in-use' | 'left' {
  if (asked === 'now') return 'to-switch';
  if (asked === 'left' || stopped.some(({ sourceId }) => sourceId === body.sourceId)) return 'left';
  return asked === 'once' && running.some(({ recipe }) => recipe?.id === id) ? 'in-use' : 'to-switch';
}
