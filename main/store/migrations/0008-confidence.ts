import type { Migration } from './migration.ts';

/**
 * Which samples were drawn by lot, whatever becomes of them: a verdict that is overridden changes the reason why a sample is
 * here, and those that were missed would be gone from the draw. And what was fitted from them, with what is in use.
 */
export const confidence: Migration = {
  version: 8,
  name: 'confidence',
  sql: `
    ALTER TABLE labeling_queue ADD COLUMN drawn INTEGER NOT NULL DEFAULT 0;
    UPDATE labeling_queue SET drawn = 1 WHERE reason = 'control';
    CREATE INDEX labeling_queue_drawn ON labeling_queue (state) WHERE drawn = 1;

    CREATE TABLE confidence_fits (
      id INTEGER PRIMARY KEY,
      model_name TEXT NOT NULL,
      model_version TEXT NOT NULL,
      fit TEXT NOT NULL,
      used_by TEXT NOT NULL,
      used_at INTEGER NOT NULL,
      ended_at INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX confidence_fits_in_use ON confidence_fits (model_name, model_version) WHERE ended_at IS NULL;
  `,
};
