import { useMemo } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { RecipeBody } from '../../../preload/contract/recipes.ts';
import { useMay } from '../../app/may.ts';
import { useQuery } from '../../app/query.ts';
import { useWords } from '../../locales/words.tsx';
import { withNumbers } from './plan-numbers.ts';
import type { Line } from './use-line.ts';

/** Of the version that runs, which may be older than the newest; a screen that may not read recipes is drawn none. */
function useBody({ line, recipe, moving }: Line): RecipeBody | null {
  const mayRead = useMay(contract.recipes.get);
  const running = moving ? line?.recipe : undefined;
  const key = running == null ? '' : `${running.id} ${running.version}`;
  const asked = useQuery(`plan ${mayRead} ${key}`, async (client, signal) =>
    mayRead && running != null ? client.recipes.get({ id: running.id, version: running.version }, { signal }) : null,
  );
  if (!moving) return recipe?.body ?? null;
  return running == null ? null : (asked.data?.body ?? null);
}

/** What the recipe draws over the picture, with its numbers: another value only where one of them is another. */
export function usePlan(state: Line): RecipeBody | null {
  const says = useWords().inspect.zones;
  const body = useBody(state);
  const { zones, lines } = state.line ?? {};
  const numbers = JSON.stringify([zones?.map(({ name, now }) => [name, now]), lines]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line tells its numbers anew ten times a second, and mostly the same ones
  return useMemo(
    () => (body === null ? null : withNumbers(body, zones ?? [], lines ?? [], says)),
    [body, numbers, says],
  );
}
