import { and, desc, eq } from 'drizzle-orm';
import { type Recipe, recipeBody } from '../../../preload/contract/recipes.ts';
import { type Failure, fail, failure, type Outcome, succeed } from '../../domain/outcome.ts';
import { compareRecipes } from '../../domain/recipe/compare.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { recipes } from '../schema.ts';

type RecipeRow = typeof recipes.$inferSelect;

/** What a newer version of the program has added to recipes gets its default. */
const recipeOf = ({ archived: _archived, body, ...rest }: RecipeRow): Recipe => ({
  ...rest,
  body: recipeBody.parse(body),
});

/** The newest version of each that is not put aside, by name. */
export const listRecipes = (db: ReadableDb, _input: null): Outcome<Recipe[]> => succeed(newestOf(db).map(recipeOf));

const newestSql = 'SELECT id, max(version) AS version FROM recipes WHERE archived = 0 GROUP BY id';

/** Only the newest are read whole: a recipe that was changed for years has many versions. */
function newestOf(db: ReadableDb): readonly RecipeRow[] {
  const newest = db.rows<{ readonly id: string; readonly version: number }>(newestSql).all();
  const rows = newest.flatMap((wanted) => rowOf(db, wanted) ?? []);
  return rows.sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

/** The newest where no version is asked for. */
function rowOf(db: ReadableDb, { id, version }: WantedRecipe): RecipeRow | undefined {
  const isWanted = and(eq(recipes.id, id), version === undefined ? undefined : eq(recipes.version, version));
  return db.select().from(recipes).where(isWanted).orderBy(desc(recipes.version)).limit(1).get();
}

export function listRecipeVersions(db: ReadableDb, { id }: { readonly id: string }): Outcome<Recipe[]> {
  const rows = db.select().from(recipes).where(eq(recipes.id, id)).orderBy(desc(recipes.version)).all();
  return rows.length === 0 ? unknownRecipe(id) : succeed(rows.map(recipeOf));
}

export interface WantedRecipe {
  readonly id: string;
  /** The newest where absent. */
  readonly version?: number | undefined;
}

/** Also one that is put aside: what was inspected by it can still be read. */
export function getRecipe(db: ReadableDb, { id, version }: WantedRecipe): Outcome<Recipe & { archived: boolean }> {
  const row = rowOf(db, { id, version });
  if (row === undefined) return unknownRecipe(version === undefined ? id : `${id} version ${version}`);
  return succeed({ ...recipeOf(row), archived: row.archived });
}

export interface RecipeToSave extends Omit<Recipe, 'version'> {
  /** The version that was changed; 0 for a new recipe, absent where nobody looked. */
  readonly madeFrom?: number | undefined;
}

/** The next version. Whoever changed one that is no longer the newest would undo what another has done: that is refused. */
export function saveRecipe(db: WritableDb, { madeFrom, ...wanted }: RecipeToSave): Outcome<Recipe> {
  const newest = rowOf(db, { id: wanted.id });
  const refused =
    newest === undefined ? undefined : (isAside(newest) ?? isOutdated(newest, madeFrom) ?? isUnchanged(newest, wanted));
  if (refused !== undefined) return { ok: false, failure: refused };
  return insertRecipe(db, { ...wanted, version: (newest?.version ?? 0) + 1 });
}

export interface RecipeToRestore {
  readonly id: string;
  readonly version: number;
  readonly by: Recipe['by'];
  readonly at: number;
}

/** An older version as the newest, as a copy; one that was put aside is back with that. */
export function rollBackRecipe(db: WritableDb, { id, version, by, at }: RecipeToRestore): Outcome<Recipe> {
  const wanted = getRecipe(db, { id, version });
  if (!wanted.ok) return wanted;
  const { name, body } = wanted.value;
  const newest = rowOf(db, { id });
  const same = newest === undefined || newest.archived ? undefined : isUnchanged(newest, wanted.value);
  if (same !== undefined) return { ok: false, failure: same };
  const inserted = insertRecipe(db, {
    id,
    version: (newest?.version ?? 0) + 1,
    name,
    body,
    note: `As version ${version}.`,
    by,
    at,
  });
  if (inserted.ok) db.update(recipes).set({ archived: false }).where(eq(recipes.id, id)).run();
  return inserted;
}

/** Put aside with all versions: none is deleted, as parts were judged by them. */
export function archiveRecipe(db: WritableDb, { id }: { readonly id: string }): Outcome<{ id: string }> {
  const newest = rowOf(db, { id });
  if (newest === undefined) return unknownRecipe(id);
  db.update(recipes).set({ archived: true }).where(eq(recipes.id, id)).run();
  return succeed({ id });
}

/** By what the scanner or the PLC says. */
export function findRecipeByCode(db: ReadableDb, { code }: { readonly code: string }): Outcome<Recipe> {
  const found = newestOf(db).find(({ body }) => body.code === code);
  if (found !== undefined) return succeed(recipeOf(found));
  return fail('not_found', {
    thing: 'Recipe',
    expected: 'a code that one of the recipes has',
    received: code,
    remedy: 'Read the code again, or give it to a recipe first.',
  });
}

function insertRecipe(db: WritableDb, recipe: Recipe): Outcome<Recipe> {
  const { code } = recipe.body;
  const other = code === null ? undefined : newestOf(db).find(({ id, body }) => id !== recipe.id && body.code === code);
  if (other !== undefined) return { ok: false, failure: codeTaken(recipe.id, other.id) };
  db.insert(recipes).values(recipe).run();
  return succeed(recipe);
}

const refusal = (id: string, expected: string, received: string, remedy: string): Failure =>
  failure('wrong_state', { thing: `Recipe ${id}`, expected, received, remedy });

const isAside = ({ id, archived }: RecipeRow): Failure | undefined =>
  archived
    ? refusal(
        id,
        'an id that is free',
        'one of a recipe that was put aside',
        'Choose another id, or roll the old one back.',
      )
    : undefined;

const isOutdated = ({ id, version }: RecipeRow, madeFrom: number | undefined): Failure | undefined =>
  madeFrom === undefined || madeFrom === version
    ? undefined
    : refusal(
        id,
        madeFrom === 0 ? 'an id that is free' : `version ${madeFrom} to be the newest`,
        `version ${version}`,
        madeFrom === 0 ? 'Choose another id.' : 'Read the newest version and change that one.',
      );

const isUnchanged = (newest: RecipeRow, wanted: Pick<Recipe, 'name' | 'body'>): Failure | undefined =>
  compareRecipes(recipeOf(newest), wanted).length === 0
    ? refusal(newest.id, 'a change', `what version ${newest.version} says already`, 'Change something before you save.')
    : undefined;

const codeTaken = (id: string, other: string): Failure =>
  refusal(
    id,
    'a code of its own',
    `the code of ${other}`,
    'Choose another code, or take it from the other recipe first.',
  );

const unknownRecipe = (received: string): Outcome<never> =>
  fail('not_found', {
    thing: 'Recipe',
    expected: 'the id and a version of a known recipe',
    received,
    remedy: 'List the recipes and use one of their ids.',
  });
