import type { Migration } from './migration.ts';

/** Inspections, models, what the learning loop needs, and the tally by which a million predictions page at once. */
export const loop: Migration = {
  version: 2,
  name: 'loop',
  sql: `
    ALTER TABLE prediction_logs ADD COLUMN inspection_id INTEGER;
    ALTER TABLE prediction_logs ADD COLUMN end_to_end_ms REAL NOT NULL DEFAULT 0;
    CREATE INDEX prediction_logs_stratum ON prediction_logs (source_id, verdict, top_label);

    CREATE TABLE prediction_tally (
      block INTEGER NOT NULL,
      source_id TEXT NOT NULL,
      verdict TEXT NOT NULL,
      top_label TEXT NOT NULL,
      rows INTEGER NOT NULL,
      oldest_at INTEGER NOT NULL,
      newest_at INTEGER NOT NULL,
      PRIMARY KEY (block, source_id, verdict, top_label)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO prediction_tally
      SELECT id / 512, source_id, verdict, coalesce(top_label, ''), count(*), min(captured_at), max(captured_at)
      FROM prediction_logs GROUP BY 1, 2, 3, 4;

    CREATE TABLE models (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      version TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      runs_on TEXT NOT NULL,
      loaded_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE inspections (
      id INTEGER PRIMARY KEY,
      source_id TEXT NOT NULL,
      model_name TEXT NOT NULL,
      model_version TEXT NOT NULL,
      part INTEGER,
      started_at INTEGER NOT NULL,
      ended_at INTEGER NOT NULL,
      frames INTEGER NOT NULL,
      verdict TEXT NOT NULL,
      defects TEXT NOT NULL
    ) STRICT;
    CREATE INDEX inspections_verdict ON inspections (verdict);

    CREATE TABLE labeling_queue (
      id INTEGER PRIMARY KEY,
      prediction_id INTEGER REFERENCES prediction_logs (id),
      source_id TEXT NOT NULL,
      medium TEXT NOT NULL,
      sample_sha256 TEXT NOT NULL,
      reason TEXT NOT NULL,
      pre_labels TEXT NOT NULL,
      state TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX labeling_queue_state ON labeling_queue (state);
    CREATE INDEX labeling_queue_prediction ON labeling_queue (prediction_id);

    CREATE TABLE reviewed_labels (
      id INTEGER PRIMARY KEY,
      item_id INTEGER NOT NULL REFERENCES labeling_queue (id),
      sample_sha256 TEXT NOT NULL,
      labels TEXT NOT NULL,
      reviewer TEXT NOT NULL,
      origin TEXT NOT NULL,
      reviewed_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX reviewed_labels_item ON reviewed_labels (item_id);

    CREATE TABLE retraining_events (
      id INTEGER PRIMARY KEY,
      model_name TEXT NOT NULL,
      trigger TEXT NOT NULL,
      conditions TEXT NOT NULL,
      state TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      payload TEXT NOT NULL,
      attempts INTEGER NOT NULL,
      next_attempt_at INTEGER NOT NULL,
      last_error_code TEXT,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX outbox_due ON outbox (next_attempt_at);
  `,
};
