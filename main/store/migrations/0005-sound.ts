import type { Migration } from './migration.ts';

/** What was heard instead of seen: how long its clip is, and where in it something is marked. Null in rows of pictures. */
export const sound: Migration = {
  version: 5,
  name: 'sound',
  sql: `
    ALTER TABLE prediction_logs ADD COLUMN duration_ms REAL;
    ALTER TABLE prediction_logs ADD COLUMN marks TEXT;
  `,
};
