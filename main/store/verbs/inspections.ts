import { and, count, desc, eq, lt } from 'drizzle-orm';
import type { Inspection, VerdictCounts } from '../../../preload/contract/inspections.ts';
import type { Verdict } from '../../../preload/contract/values.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { inspections, recipes } from '../schema.ts';
import { countPart, shiftNow } from '../shift-counts.ts';

type InspectionRow = typeof inspections.$inferSelect;

interface Found {
  readonly row: InspectionRow;
  readonly recipeName: string | null;
}

function inspectionOf({ row, recipeName }: Found): Inspection {
  const {
    modelName,
    modelVersion,
    recipeId,
    recipeVersion: version,
    why,
    trouble,
    override,
    shiftId: _,
    ...rest
  } = row;
  const recipe = recipeId === null || version === null ? null : { id: recipeId, version, name: recipeName ?? recipeId };
  return {
    ...rest,
    model: { name: modelName, version: modelVersion },
    ...(recipe === null ? {} : { recipe }),
    ...(why === null ? {} : { why }),
    ...(trouble === null ? {} : { trouble }),
    ...(override === null ? {} : { override }),
  };
}

const withRecipe = (db: ReadableDb) =>
  db
    .select({ row: inspections, recipeName: recipes.name })
    .from(inspections)
    .leftJoin(recipes, and(eq(recipes.id, inspections.recipeId), eq(recipes.version, inspections.recipeVersion)));

/** The id may be given, so that predictions can carry it before the part is through; it must be a new one. */
export type NewInspection = Omit<Inspection, 'id'> & { readonly id?: number };

export function appendInspection(db: WritableDb, { model, recipe, ...rest }: NewInspection): Outcome<{ id: number }> {
  const by = {
    modelName: model.name,
    modelVersion: model.version,
    recipeId: recipe?.id,
    recipeVersion: recipe?.version,
  };
  const shiftId = shiftNow(db);
  const row = { ...rest, ...by, shiftId };
  const { id } = db.insert(inspections).values(row).returning({ id: inspections.id }).get();
  countPart(db, { ...rest, id, shiftId, recipeId: recipe?.id });
  return succeed({ id });
}

export function getInspection(db: ReadableDb, { id }: { readonly id: number }): Outcome<Inspection> {
  const row = withRecipe(db).where(eq(inspections.id, id)).get();
  if (row !== undefined) return succeed(inspectionOf(row));
  return fail('not_found', {
    thing: 'Inspection',
    expected: 'the id of a part that was judged',
    received: String(id),
    remedy: 'Use an id from the list of inspections.',
  });
}

export function listInspections(
  db: ReadableDb,
  input: { readonly before?: number | undefined; readonly limit: number; readonly verdict?: Verdict | undefined },
): Outcome<{ rows: Inspection[]; next: number | null }> {
  const found = withRecipe(db)
    .where(
      and(
        input.before === undefined ? undefined : lt(inspections.id, input.before),
        input.verdict === undefined ? undefined : eq(inspections.verdict, input.verdict),
      ),
    )
    .orderBy(desc(inspections.id))
    .limit(input.limit)
    .all();
  const last = found.at(-1)?.row;
  return succeed({ rows: found.map(inspectionOf), next: found.length === input.limit && last ? last.id : null });
}

export function countInspections(db: ReadableDb, _input: null): Outcome<VerdictCounts> {
  const counts = { pass: 0, fail: 0, unsure: 0 };
  const groups = db
    .select({ verdict: inspections.verdict, rows: count() })
    .from(inspections)
    .groupBy(inspections.verdict);
  for (const { verdict, rows } of groups.all()) counts[verdict] = rows;
  return succeed(counts);
}
