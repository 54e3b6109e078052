import { fail } from '../../main/domain/outcome.ts';
import { checkRecipe } from '../../main/domain/recipe/check.ts';
import { compareRecipes } from '../../main/domain/recipe/compare.ts';
import { tryRecipe } from '../../main/domain/recipe/try-recipe.ts';
import { procedures } from '../../main/engine/doors/procedures.ts';
import { valueOr } from '../../main/engine/doors/settle.ts';
import type { Role } from '../../preload/contract/capability.ts';
import { type Recipe, type RecipeRef, recipeBody } from '../../preload/contract/recipes.ts';
import type { Source } from '../../preload/contract/sources.ts';
import { fixtureCard } from './fixture-card.ts';

const day = 86_400_000;

/** What is inspected by a recipe in the fixture: somebody else's line. */
export type StartFixture = (recipe: Recipe) => void;

const corners = (left: number, top: number, right: number, bottom: number) => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: bottom },
  { x: left, y: bottom },
];

const boards = recipeBody.parse({ sourceId: 'demo', models: ['pcb-defects'] });
const pins = { name: 'Pins', outline: corners(0.55, 0.2, 0.9, 0.5) };
const measured = recipeBody.parse({
  ...boards,
  region: corners(0.08, 0.06, 0.94, 0.92),
  zones: [pins],
  calibration: { from: { x: 0.1, y: 0.8 }, to: { x: 0.5, y: 0.8 }, mm: 42 },
  rules: [
    { kind: 'defect', label: null, score: 0.7 },
    { kind: 'missing', label: 'pin-hole', count: 4, zone: 'Pins' },
    { kind: 'measure', label: 'pin-hole', side: 'width', leastMm: 3.1, mostMm: 3.2 },
  ],
  code: '4006381333931',
});

function firstRecipes(now: number): readonly Recipe[] {
  const version = (id: string, number: number, name: string, rest: Partial<Recipe>): Recipe => ({
    id,
    version: number,
    name,
    body: boards,
    note: '',
    by: 'supervisor',
    at: now - 9 * day,
    ...rest,
  });
  return [
    version('boards-top', 1, 'Boards, top side', {}),
    version('boards-top', 2, 'Boards, top side', {
      body: { ...measured, rules: measured.rules.slice(0, 1), calibration: null, code: null },
      note: 'Only the copper counts, not the edge of the belt',
      at: now - 3 * day,
    }),
    version('boards-top', 3, 'Boards, top side', {
      body: measured,
      note: 'Holes are measured since the new drill',
      by: 'admin',
      at: now - 7_200_000,
    }),
    version('boards-bottom', 1, 'Boards, bottom side', {
      body: { ...boards, lines: [{ name: 'Out', from: { x: 0.1, y: 0.7 }, to: { x: 0.9, y: 0.7 } }], follow: true },
      at: now - day,
    }),
  ];
}

const noRecipe = (id: string) =>
  valueOr(
    fail('not_found', {
      thing: `Recipe ${id}`,
      expected: 'one that this station has',
      received: 'none',
      remedy: 'See the list of recipes.',
    }),
  );

/** Recipes in memory, looked over by the same rules as the station's. */
export function fixtureRecipes(sources: ReadonlyMap<string, Source>, start: StartFixture) {
  let kept: readonly Recipe[] = [];
  const reset = (recipes: readonly Recipe[] = firstRecipes(Date.now())): void => {
    kept = recipes;
  };
  reset();
  const versions = (id: string): readonly Recipe[] =>
    kept.filter((recipe) => recipe.id === id).toSorted((a, b) => b.version - a.version);
  const newest = (id: string): Recipe => versions(id)[0] ?? noRecipe(id);
  const list = (): Recipe[] => [...new Set(kept.map(({ id }) => id))].map(newest);
  const add = (recipe: Omit<Recipe, 'version' | 'at'>, by: Role): Recipe => {
    const made = { ...recipe, by, version: (versions(recipe.id)[0]?.version ?? 0) + 1, at: Date.now() };
    kept = [...kept, made];
    return made;
  };
  const refOf = ({ id, version, name }: Recipe): RecipeRef => ({ id, version, name });

  const recipes = {
    list: procedures.recipes.list.handler(list),
    get: procedures.recipes.get.handler(
      ({ input }) =>
        versions(input.id).find(({ version }) => version === (input.version ?? version)) ?? noRecipe(input.id),
    ),
    versions: procedures.recipes.versions.handler(({ input }) => [...versions(newest(input.id).id)]),
    compare: procedures.recipes.compare.handler(({ input: { id, from, to } }) => {
      const at = (wanted: number): Recipe => versions(id).find(({ version }) => version === wanted) ?? noRecipe(id);
      return [...compareRecipes(at(from), at(to))];
    }),
    check: procedures.recipes.check.handler(({ input: { id, body } }) => [
      ...checkRecipe(body, {
        sources: [...sources.values()],
        models: [fixtureCard].filter(({ name }) => body.models.includes(name)),
        outputs: undefined,
        others: list().filter((other) => other.id !== id),
      }),
    ]),
    try: procedures.recipes.try.handler(({ input: { body, frame } }) =>
      tryRecipe(body, frame, [{ card: fixtureCard, band: { low: 0.4, high: 0.7 } }]),
    ),
    save: procedures.recipes.save.handler(({ input: { madeFrom, ...wanted }, context }) => {
      const last = versions(wanted.id)[0]?.version ?? 0;
      if (madeFrom !== undefined && madeFrom !== last) {
        return valueOr(
          fail('wrong_state', {
            thing: `Recipe ${wanted.id}`,
            expected: `changes to version ${last}`,
            received: `changes to version ${madeFrom}`,
            remedy: 'Look at what was saved meanwhile.',
          }),
        );
      }
      return add({ ...wanted, by: context.caller.role }, context.caller.role);
    }),
    rollback: procedures.recipes.rollback.handler(({ input: { id, version }, context }) => {
      const older = versions(id).find((known) => known.version === version) ?? noRecipe(id);
      return add({ ...older, note: `Back to version ${version}` }, context.caller.role);
    }),
    remove: procedures.recipes.remove.handler(({ input: { id } }) => {
      newest(id);
      kept = kept.filter((recipe) => recipe.id !== id);
      return { id };
    }),
    switchTo: procedures.recipes.switchTo.handler(({ input: { code } }) => {
      const recipe = list().find(({ body }) => body.code === code) ?? noRecipe(`with code ${code}`);
      start(recipe);
      return { recipe: refOf(recipe), sourceId: recipe.body.sourceId };
    }),
  };
  return { recipes, shelf: { reset, newest, all: () => kept } };
}
