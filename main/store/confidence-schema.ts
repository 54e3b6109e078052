import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Role } from '../../preload/contract/capability.ts';
import type { ConfidenceBand, ConfidencePromise, ScoreScaling } from '../../preload/contract/confidence.ts';

/** What a fit is when it is put to use. */
export interface UsedFit {
  readonly band: ConfidenceBand;
  readonly promise: ConfidencePromise;
  readonly scaling: ScoreScaling | null;
}

/** Fits that were put to use; one that ended was taken back, or another took its place. */
export const confidenceFits = sqliteTable('confidence_fits', {
  id: integer('id').primaryKey(),
  modelName: text('model_name').notNull(),
  modelVersion: text('model_version').notNull(),
  fit: text('fit', { mode: 'json' }).$type<UsedFit>().notNull(),
  usedBy: text('used_by').$type<Role>().notNull(),
  usedAt: integer('used_at').notNull(),
  endedAt: integer('ended_at'),
});
