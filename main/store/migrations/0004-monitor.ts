import type { Migration } from './migration.ts';

/** What the Monitor seat needs: streams, sums by minute and hour, drift windows with their reference, alerts. */
export const monitor: Migration = {
  version: 4,
  name: 'monitor',
  sql: `
    CREATE TABLE streams (
      source_id TEXT NOT NULL,
      model_name TEXT NOT NULL,
      model_version TEXT NOT NULL,
      predictions INTEGER NOT NULL,
      first_at INTEGER NOT NULL,
      last_at INTEGER NOT NULL,
      PRIMARY KEY (source_id, model_name, model_version)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO streams
      SELECT source_id, model_name, model_version, count(*), min(captured_at), max(captured_at)
      FROM prediction_logs GROUP BY 1, 2, 3;

    CREATE TABLE metric_buckets (
      source_id TEXT NOT NULL,
      model_name TEXT NOT NULL,
      model_version TEXT NOT NULL,
      span_ms INTEGER NOT NULL,
      start_at INTEGER NOT NULL,
      data TEXT NOT NULL,
      queue_size INTEGER NOT NULL,
      labelled INTEGER NOT NULL,
      PRIMARY KEY (source_id, model_name, model_version, span_ms, start_at)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE drift_windows (
      id INTEGER PRIMARY KEY,
      source_id TEXT NOT NULL,
      model_name TEXT NOT NULL,
      model_version TEXT NOT NULL,
      start_at INTEGER NOT NULL,
      end_at INTEGER NOT NULL,
      sketches TEXT NOT NULL,
      report TEXT
    ) STRICT;
    CREATE UNIQUE INDEX drift_windows_start ON drift_windows (source_id, model_name, model_version, start_at);

    CREATE TABLE drift_references (
      source_id TEXT NOT NULL,
      model_name TEXT NOT NULL,
      model_version TEXT NOT NULL,
      origin TEXT NOT NULL,
      sketches TEXT NOT NULL,
      set_at INTEGER NOT NULL,
      PRIMARY KEY (source_id, model_name, model_version)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE alerts (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      severity TEXT NOT NULL,
      cause TEXT NOT NULL,
      source_id TEXT,
      note TEXT NOT NULL,
      opened_at INTEGER NOT NULL,
      last_at INTEGER NOT NULL,
      times INTEGER NOT NULL,
      acknowledged_at INTEGER,
      acknowledged_by TEXT,
      closed_at INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX alerts_standing ON alerts (cause) WHERE closed_at IS NULL;
  `,
};
