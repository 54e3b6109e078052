import type { Recipe, RecipeChange } from '../../../preload/contract/recipes.ts';

/** What differs between two versions is told of these; the rest of a recipe says who made it and when. */
export type ComparedRecipe = Pick<Recipe, 'name' | 'body'>;

/** Each place that differs, in the order of the recipe. Lists are told by what is in them, not by how they are sorted. */
export const compareRecipes = (from: ComparedRecipe, to: ComparedRecipe): readonly RecipeChange[] => [
  ...compareValues('name', from.name, to.name),
  ...Object.keys(to.body).flatMap((key) =>
    compareValues(key, Reflect.get(from.body, key) as unknown, Reflect.get(to.body, key) as unknown),
  ),
];

interface Fields {
  readonly name?: unknown;
  readonly kind?: unknown;
  readonly label?: unknown;
  readonly x?: unknown;
  readonly y?: unknown;
  readonly [key: string]: unknown;
}
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function compareValues(path: string, before: unknown, after: unknown): readonly RecipeChange[] {
  if (isSame(before, after)) return [];
  if (isList(before) && isList(after)) return compareLists(path, before, after);
  const isOfOneKind = isFields(before) && isFields(after) && before.kind === after.kind;
  if (!isOfOneKind) return [changeOf(path, before, after)];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    compareValues(`${path}.${key}`, before[key], after[key]),
  );
}

/** Corners make one outline and words are whole: only lists of things are looked into. */
const isList = (value: unknown): value is readonly Fields[] =>
  Array.isArray(value) && value.every((item) => isFields(item) && ('name' in item || 'kind' in item));

/** First what stayed as it was, then what has kept its name, or its kind and label; what is left came or went. */
function compareLists(path: string, before: readonly Fields[], after: readonly Fields[]): readonly RecipeChange[] {
  const gone = new Set(before.keys());
  const partners = new Map<number, number>();
  const pair = (belong: (a: Fields, b: Fields) => boolean): void => {
    for (const [at, item] of after.entries()) {
      if (partners.has(at)) continue;
      const partner = [...gone].find((index) => belong(before[index] ?? {}, item));
      if (partner === undefined) continue;
      gone.delete(partner);
      partners.set(at, partner);
    }
  };
  pair(isSame);
  pair((a, b) => a.name === b.name && a.kind === b.kind && a.label === b.label);
  const changed = [...after.entries()].flatMap(([at, item]) => {
    const partner = partners.get(at);
    const place = `${path}.${nameOf(item, at)}`;
    return partner === undefined ? [changeOf(place, undefined, item)] : compareValues(place, before[partner], item);
  });
  const removed = [...gone].map((at) => changeOf(`${path}.${nameOf(before[at] ?? {}, at)}`, before[at], undefined));
  return [...changed, ...removed];
}

const nameOf = (item: Fields, at: number): string => (typeof item.name === 'string' ? item.name : String(at));

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

function changeOf(path: string, before: unknown, after: unknown): RecipeChange {
  const what = isNothing(before) ? 'added' : isNothing(after) ? 'removed' : 'changed';
  return { path, what, before: wordsOf(before), after: wordsOf(after) };
}

/** As a person would write it: what is not set is left out, places are told in per cent. */
function wordsOf(value: unknown): string {
  if (isNothing(value)) return '';
  if (Array.isArray(value)) return value.map(wordsOf).join(', ');
  if (!isFields(value)) return String(value);
  const { x, y } = value;
  if (typeof x === 'number' && typeof y === 'number') return `(${percent(x)}, ${percent(y)})`;
  return Object.entries(value)
    .filter(([, field]) => !isNothing(field))
    .map(([key, field]) => `${key} ${wordsOf(field)}`)
    .join(', ');
}

const percent = (share: number): string => `${Math.round(share * 1_000) / 10} %`;

/** Whatever the order of the keys: an older version may have written them in another. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => isSame(item, b[at]));
  if (!isFields(a) || !isFields(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => isSame(a[key], b[key]));
}
