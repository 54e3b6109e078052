import type { Recipe, RecipeId } from '../../../preload/contract/recipes.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import { wishFor } from '../line/line-plan.ts';
import type { Services } from '../services.ts';
import { forgetRecipe, startLine } from './start-line.ts';

export const recipeHandlers = ({ recipes, lines, settings }: Services) => ({
  list: procedures.recipes.list.handler(async () => valueOr(await recipes.list())),
  get: procedures.recipes.get.handler(async ({ input }) => valueOr(await recipes.get(input.id, input.version))),
  versions: procedures.recipes.versions.handler(async ({ input }) => valueOr(await recipes.versions(input.id))),
  compare: procedures.recipes.compare.handler(async ({ input: { id, from, to } }) => [
    ...valueOr(await recipes.compare(id, from, to)),
  ]),
  check: procedures.recipes.check.handler(async ({ input: { id, body } }) => [
    ...valueOr(await recipes.check(body, id)),
  ]),
  try: procedures.recipes.try.handler(async ({ input: { body, frame } }) => valueOr(await recipes.try(body, frame))),
  save: procedures.recipes.save.handler(async ({ input, context }) => {
    const saved = valueOr(await recipes.save(input, context.caller.role));
    lines?.recipeChanged(saved.id, saved.body);
    return saved;
  }),
  rollback: procedures.recipes.rollback.handler(async ({ input: { id, version }, context }) => {
    const newest = valueOr(await recipes.rollback(id, version, context.caller.role));
    lines?.recipeChanged(id, newest.body);
    return newest;
  }),
  remove: procedures.recipes.remove.handler(async ({ input: { id } }) => {
    // Without a station those lines count that go on when it is started.
    const wishes = lines?.wishes ?? (await settings.get('lines')).running;
    valueOr(
      isIdle(
        id,
        wishes.some(({ recipe }) => recipe?.id === id),
      ),
    );
    const aside = valueOr(await recipes.archive(id));
    lines?.recipeChanged(id, null);
    valueOr(await forgetRecipe(settings, id));
    return aside;
  }),
  switchTo: procedures.recipes.switchTo.handler(async ({ input: { code } }) => {
    const recipe = valueOr(await recipes.byCode(code));
    valueOr(await startLine({ lines, settings }, wishFor(recipe)));
    return { recipe: refOf(recipe), sourceId: recipe.body.sourceId };
  }),
});

const refOf = ({ id, version, name }: Recipe) => ({ id, version, name });

function isIdle(id: RecipeId, isInUse: boolean): Outcome<null> {
  if (!isInUse) return succeed(null);
  return fail('wrong_state', {
    thing: `Recipe ${id}`,
    expected: 'one by which nothing is inspected',
    received: 'a line that goes by it',
    remedy: 'Stop that line or change it over first.',
  });
}
