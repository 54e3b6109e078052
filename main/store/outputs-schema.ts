import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { OutputSettings } from '../../preload/contract/output-settings.ts';
import type { Output, VerdictMessage } from '../../preload/contract/outputs.ts';

export const outputs = sqliteTable('outputs', {
  id: text('id').primaryKey().notNull(),
  name: text('name').notNull(),
  enabled: integer('enabled', { mode: 'boolean' }).notNull(),
  settings: text('settings', { mode: 'json' }).$type<OutputSettings>().notNull(),
  always: integer('always', { mode: 'boolean' }).notNull(),
  tells: text('tells').$type<Output['tells']>().notNull(),
  unsureIs: text('unsure_is').$type<Output['unsureIs']>().notNull(),
  deadlineMs: integer('deadline_ms').notNull(),
  mostPerSecond: real('most_per_second').notNull(),
  secretNames: text('secret_names', { mode: 'json' }).$type<Output['secrets']>().notNull(),
  /** Encrypted by whoever calls; empty where there are none. */
  sealedSecrets: text('sealed_secrets').notNull(),
  /** Signals that had to be given up. */
  dropped: integer('dropped').notNull().default(0),
  savedAt: integer('saved_at').notNull(),
});

/** What could not be told yet, oldest first. */
export const waitingSignals = sqliteTable('waiting_signals', {
  id: integer('id').primaryKey(),
  outputId: text('output_id').notNull(),
  message: text('message', { mode: 'json' }).$type<VerdictMessage>().notNull(),
  keptAt: integer('kept_at').notNull(),
});
