import { expect, it } from 'vitest';
import { fail, succeed } from '../../../main/domain/outcome.ts';
import { bandOf } from '../../../main/domain/verdict.ts';
import { planBatch, toolsOf } from '../../../main/engine/batch/batch-plan.ts';
import type { BatchRow } from '../../../main/store/verbs/batches.ts';
import type { Recipe } from '../../../preload/contract/recipes.ts';
import { fixtureCard } from '../../support/fixture-card.ts';
import { bodyOf } from '../domain/recipe/fixture-recipe.ts';

const recipe: Recipe = {
  id: 'boards',
  version: 3,
  name: 'Boards',
  body: bodyOf({ models: ['pcb-defects', 'second'], inputSizes: { second: 320, 'pcb-defects': 640 } }),
  note: '',
  by: 'admin',
  at: 0,
};
const places = {
  findModel: async (name: string) =>
    succeed({ folder: `/models/${name}`, card: { ...fixtureCard, name }, band: () => bandOf(fixtureCard) }),
  findRecipe: async ({ id }: { readonly id: string }) =>
    id === recipe.id ? succeed(recipe) : fail('not_found', { thing: 'Recipe', expected: 'one', remedy: 'List them.' }),
};

it('a batch by a recipe looks as large as a line by the same recipe does', async () => {
  const wish = { path: '/pictures', models: ['pcb-defects'], recipe: 'boards' };
  const planned = await planBatch(wish, { kind: 'folder', names: [] }, places, 1);
  if (!planned.ok) throw new Error(planned.failure.message);
  const tools = await toolsOf({ plan: planned.value.plan } as BatchRow, places);
  if (!tools.ok) throw new Error(tools.failure.message);
  expect(tools.value.models.map(({ folder, inputSize }) => [folder, inputSize])).toEqual([
    ['/models/pcb-defects', undefined],
    ['/models/second', 320],
  ]);
});
