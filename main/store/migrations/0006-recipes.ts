import type { Migration } from './migration.ts';

/** How parts are judged, version by version, and by which version each part was; null where it was by a model alone. */
export const recipes: Migration = {
  version: 6,
  name: 'recipes',
  sql: `
    CREATE TABLE recipes (
      id TEXT NOT NULL,
      version INTEGER NOT NULL,
      name TEXT NOT NULL,
      body TEXT NOT NULL,
      note TEXT NOT NULL,
      saved_by TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      archived INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (id, version)
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE inspections ADD COLUMN recipe_id TEXT;
    ALTER TABLE inspections ADD COLUMN recipe_version INTEGER;
    ALTER TABLE inspections ADD COLUMN why TEXT;
    ALTER TABLE inspections ADD COLUMN trouble TEXT;
  `,
};
