import type { Migration } from './migration.ts';

/** A clip's length and stretches beside a frame's boxes, and a way to the rows of one verdict, or of none, without a scan. */
export const heard: Migration = {
  version: 3,
  name: 'heard',
  sql: `
    ALTER TABLE prediction_logs ADD COLUMN sound JSONB;
    CREATE INDEX prediction_logs_verdict ON prediction_logs (verdict, id);
  `,
};
