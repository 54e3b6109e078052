import type { Migration } from './migration.ts';

/** What the Label seat needs: decisions that can be taken back, items by inspection, verdicts that a person overrode. */
export const labels: Migration = {
  version: 3,
  name: 'labels',
  sql: `
    ALTER TABLE labeling_queue ADD COLUMN inspection_id INTEGER;
    ALTER TABLE labeling_queue ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE labeling_queue ADD COLUMN note TEXT NOT NULL DEFAULT '';
    UPDATE labeling_queue SET state = 'labelled' WHERE state = 'reviewed';
    DROP INDEX labeling_queue_state;
    CREATE INDEX labeling_queue_state ON labeling_queue (medium, state);
    CREATE INDEX labeling_queue_reason ON labeling_queue (medium, state, reason);
    CREATE INDEX labeling_queue_sample ON labeling_queue (sample_sha256);
    CREATE INDEX labeling_queue_inspection ON labeling_queue (inspection_id);
    CREATE INDEX labeling_queue_created ON labeling_queue (created_at);

    ALTER TABLE reviewed_labels ADD COLUMN decision TEXT NOT NULL DEFAULT 'labelled';
    ALTER TABLE reviewed_labels ADD COLUMN took_ms INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE reviewed_labels ADD COLUMN undone_at INTEGER;

    ALTER TABLE inspections ADD COLUMN override TEXT;
  `,
};
