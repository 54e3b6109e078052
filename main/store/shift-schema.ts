import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Verdict } from '../../preload/contract/values.ts';

/** Marks in time: a shift ends where the next begins. */
export const shifts = sqliteTable('shifts', {
  id: integer('id').primaryKey(),
  beganAt: integer('began_at').notNull(),
});

/** Parts of each line in each shift by their verdict, kept in the transaction that keeps the parts. */
export const shiftCounts = sqliteTable(
  'shift_counts',
  {
    sourceId: text('source_id').notNull(),
    shiftId: integer('shift_id').notNull(),
    /** Empty where a model judged alone: a key holds no null. */
    recipeId: text('recipe_id').notNull(),
    verdict: text('verdict').$type<Verdict>().notNull(),
    parts: integer('parts').notNull(),
    /** Of these parts, how many a person gave another verdict. */
    overridden: integer('overridden').notNull(),
    newestId: integer('newest_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.sourceId, table.shiftId, table.recipeId, table.verdict] }),
    index('shift_counts_of').on(table.shiftId),
  ],
);

/** How many parts failed with each defect. */
export const shiftDefects = sqliteTable(
  'shift_defects',
  {
    sourceId: text('source_id').notNull(),
    shiftId: integer('shift_id').notNull(),
    recipeId: text('recipe_id').notNull(),
    label: text('label').notNull(),
    parts: integer('parts').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.sourceId, table.shiftId, table.recipeId, table.label] }),
    index('shift_defects_of').on(table.shiftId),
  ],
);
