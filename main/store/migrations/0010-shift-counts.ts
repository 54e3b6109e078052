import type { Migration } from './migration.ts';

/**
 * Shifts as marks in time, and each part counted in the one that it was judged in: counting the parts anew took longer with
 * every part, so that it was cut off, and by their ids a part in view at the mark was in no shift.
 */
export const shiftCounts: Migration = {
  version: 10,
  name: 'shift-counts',
  sql: `
    CREATE TABLE shifts (
      id INTEGER PRIMARY KEY,
      began_at INTEGER NOT NULL
    ) STRICT;
    INSERT INTO shifts
      SELECT 1, value ->> '$.startedAt' FROM settings
      WHERE key = 'shift' AND json_type(value, '$.startedAt') = 'integer' AND json_type(value, '$.after') = 'integer';

    ALTER TABLE inspections ADD COLUMN shift_id INTEGER NOT NULL DEFAULT 0;
    UPDATE inspections SET shift_id = 1
      FROM shifts, settings
      WHERE settings.key = 'shift' AND (inspections.id > settings.value ->> '$.after' OR ended_at >= began_at);
    DELETE FROM settings WHERE key = 'shift';

    CREATE TABLE shift_counts (
      source_id TEXT NOT NULL,
      shift_id INTEGER NOT NULL,
      recipe_id TEXT NOT NULL,
      verdict TEXT NOT NULL,
      parts INTEGER NOT NULL,
      overridden INTEGER NOT NULL,
      newest_id INTEGER NOT NULL,
      PRIMARY KEY (source_id, shift_id, recipe_id, verdict)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX shift_counts_of ON shift_counts (shift_id);
    INSERT INTO shift_counts
      SELECT source_id, shift_id, coalesce(recipe_id, ''), verdict, count(*),
        sum(coalesce(override ->> '$.verdict' <> verdict, 0)), max(id)
      FROM inspections WHERE source_id NOT GLOB 'batch-*' GROUP BY 1, 2, 3, 4;

    CREATE TABLE shift_defects (
      source_id TEXT NOT NULL,
      shift_id INTEGER NOT NULL,
      recipe_id TEXT NOT NULL,
      label TEXT NOT NULL,
      parts INTEGER NOT NULL,
      PRIMARY KEY (source_id, shift_id, recipe_id, label)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX shift_defects_of ON shift_defects (shift_id);
    INSERT INTO shift_defects
      SELECT source_id, shift_id, coalesce(recipe_id, ''), defect.value ->> '$.label', count(DISTINCT inspections.id)
      FROM inspections, json_each(defects) AS defect
      WHERE verdict = 'fail' AND source_id NOT GLOB 'batch-*' GROUP BY 1, 2, 3, 4;
  `,
};
