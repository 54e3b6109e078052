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

/** `stands`: the code was found there, so nobody may have asked for it just now. */
export type SwitchByCode = (code: string, stands: boolean) => Promise<Outcome<unknown>>;

/** What a PLC does by writing a code. As through every door it has failed where it cannot be recorded: nothing audited happens unseen. */
export const switchByCode =
  ({ store, clock, recipes, settings, start }: SwitchPlaces): SwitchByCode =>
  async (code, stands) => {
    const recipe = await recipes.byCode(code);
    if (stands && recipe.ok && isSettled(recipe.value, await settings.get('lines'))) return succeed(null);
    const switched = recipe.ok ? await start(wishFor(recipe.value)) : recipe;
    const outcome = switched.ok ? 'done' : switched.failure.code;
    const act = { role: 'service', door: 'output', act: 'recipes.switchTo', at: clock.wallMs(), outcome } as const;
    const recorded = await store.call('audit.append', act);
    return switched.ok && !recorded.ok ? recorded : switched;
  };

interface RememberedLines {
  readonly running: readonly LineWish[];
  readonly stopped: readonly LineWish[];
}

/** The line goes by that recipe, in whichever version it was started, or somebody has stopped it: neither is a code's that merely stands there. */
const isSettled = ({ id, body }: Recipe, { running, stopped }: RememberedLines): boolean =>
  running.some(({ recipe }) => recipe?.id === id) || stopped.some(({ sourceId }) => sourceId === body.sourceId);
