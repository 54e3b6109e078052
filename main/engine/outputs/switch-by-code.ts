import type { Outcome } from '../../domain/outcome.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../clock.ts';
import { type LineWish, wishFor } from '../line/line-plan.ts';
import type { RecipeDesk } from '../recipes/recipe-desk.ts';

export interface SwitchPlaces {
  readonly store: Pick<Store, 'call'>;
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly recipes: Pick<RecipeDesk, 'byCode'>;
  readonly start: (wish: LineWish) => Promise<Outcome<unknown>>;
}

export type SwitchByCode = (code: string) => Promise<Outcome<unknown>>;

/** What a PLC does by writing a code. As through every door it has failed where it cannot be recorded: nothing audited happens unseen. */
export const switchByCode =
  ({ store, clock, recipes, start }: SwitchPlaces): SwitchByCode =>
  async (code) => {
    const recipe = await recipes.byCode(code);
    const switched = recipe.ok ? await start(wishFor(recipe.value)) : recipe;
    const outcome = switched.ok ? 'done' : switched.failure.code;
    const act = { role: 'service', door: 'output', act: 'recipes.switchTo', at: clock.wallMs(), outcome } as const;
    const recorded = await store.call('audit.append', act);
    return switched.ok && !recorded.ok ? recorded : switched;
  };
