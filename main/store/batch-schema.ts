import { desc, sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Batch, BatchPart, BatchParts, BatchState } from '../../preload/contract/batch.ts';
import type { Verdict } from '../../preload/contract/values.ts';

/** What was decided when a batch was started, and holds until its end. */
export interface BatchPlan extends Pick<Batch, 'models' | 'recipe' | 'judges'> {
  readonly parts: BatchParts;
  /** Its pictures show people: none is kept. */
  readonly ofPeople: boolean;
}

export type BatchFound = Pick<Batch, 'counts' | 'defectsByLabel'>;

export const batches = sqliteTable('batches', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  name: text('name').notNull(),
  path: text('path').notNull(),
  kind: text('kind').$type<Batch['kind']>().notNull(),
  plan: text('plan', { mode: 'json' }).$type<BatchPlan>().notNull(),
  state: text('state').$type<BatchState>().notNull(),
  note: text('note').notNull(),
  total: integer('total'),
  /** Pictures that are through, in their order: the next one is the first that is not. */
  done: integer('done').notNull(),
  broken: integer('broken').notNull(),
  found: text('found', { mode: 'json' }).$type<BatchFound>().notNull(),
  activeMs: real('active_ms').notNull(),
  createdAt: integer('created_at').notNull(),
  startedAt: integer('started_at'),
  endedAt: integer('ended_at'),
});

export const batchParts = sqliteTable(
  'batch_parts',
  {
    batchId: integer('batch_id')
      .notNull()
      .references(() => batches.id),
    index: integer('part_index').notNull(),
    name: text('name'),
    atMs: real('at_ms'),
    frames: integer('frames').notNull(),
    state: text('state').$type<'waiting' | 'seen' | 'broken'>().notNull(),
    verdict: text('verdict').$type<Verdict>(),
    reason: text('reason').notNull(),
    inspectionId: integer('inspection_id'),
    defects: text('defects', { mode: 'json' }).$type<BatchPart['defects']>().notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    detections: text('detections', { mode: 'json' }).$type<BatchPart['detections']>().notNull(),
    /** Orders those that did not pass, worst highest; 0 for what passed. */
    severity: real('severity').notNull(),
    hasPicture: integer('has_picture', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.index] }),
    index('batch_parts_by_severity').on(table.batchId, desc(table.severity), table.index).where(sql`severity > 0`),
    index('batch_parts_broken').on(table.batchId, table.index).where(sql`state = 'broken'`),
  ],
);
