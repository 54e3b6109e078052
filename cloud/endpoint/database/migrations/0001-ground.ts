import type { Migration } from './migration.ts';

/** Stations and their keys, what they sent, and what people said about it. */
export const ground: Migration = {
  version: 1,
  name: 'ground',
  sql: `
    CREATE TABLE stations (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      enrolled_at BIGINT NOT NULL,
      last_seen_at BIGINT,
      change_cursor BIGINT NOT NULL DEFAULT 0
    );

    CREATE TABLE station_keys (
      station_id TEXT NOT NULL REFERENCES stations (id),
      key_id TEXT NOT NULL,
      wrapped TEXT NOT NULL,
      created_at BIGINT NOT NULL,
      revoked_at BIGINT,
      PRIMARY KEY (station_id, key_id)
    );

    CREATE TABLE batches (
      station_id TEXT NOT NULL REFERENCES stations (id),
      batch_id TEXT NOT NULL,
      content_sha256 TEXT NOT NULL,
      answer JSONB NOT NULL,
      received_at BIGINT NOT NULL,
      PRIMARY KEY (station_id, batch_id)
    );
    CREATE INDEX batches_received ON batches (received_at);

    CREATE TABLE prediction_logs (
      id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      station_id TEXT NOT NULL,
      local_id BIGINT NOT NULL,
      frame_id TEXT NOT NULL,
      source_id TEXT NOT NULL,
      inspection_id BIGINT,
      model_name TEXT NOT NULL,
      model_version TEXT NOT NULL,
      captured_at BIGINT NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      detections JSONB NOT NULL,
      top_score DOUBLE PRECISION,
      top_label TEXT,
      verdict TEXT NOT NULL,
      infer_ms DOUBLE PRECISION NOT NULL,
      end_to_end_ms DOUBLE PRECISION NOT NULL,
      received_at BIGINT NOT NULL,
      UNIQUE (station_id, local_id)
    );
    CREATE INDEX prediction_logs_captured ON prediction_logs (captured_at);

    CREATE TABLE objects (
      sha256 TEXT PRIMARY KEY,
      bytes BIGINT NOT NULL,
      media_type TEXT NOT NULL,
      stored_at BIGINT NOT NULL
    );

    CREATE TABLE labeling_queue (
      id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      station_id TEXT NOT NULL REFERENCES stations (id),
      local_id BIGINT NOT NULL,
      prediction_local_id BIGINT,
      source_id TEXT NOT NULL,
      model_name TEXT,
      model_version TEXT,
      medium TEXT NOT NULL,
      sample_sha256 TEXT NOT NULL,
      bytes BIGINT NOT NULL,
      media_type TEXT NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      duration_ms DOUBLE PRECISION,
      reason TEXT NOT NULL,
      pre_labels JSONB NOT NULL,
      classes JSONB NOT NULL,
      state TEXT NOT NULL,
      captured_at BIGINT NOT NULL,
      created_at BIGINT NOT NULL,
      updated_at BIGINT NOT NULL,
      UNIQUE (station_id, local_id)
    );
    CREATE INDEX labeling_queue_state ON labeling_queue (state, id);
    CREATE INDEX labeling_queue_sample ON labeling_queue (station_id, sample_sha256);

    CREATE TABLE reviewed_labels (
      id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      station_id TEXT NOT NULL REFERENCES stations (id),
      local_id BIGINT,
      item_id BIGINT NOT NULL REFERENCES labeling_queue (id),
      sample_sha256 TEXT NOT NULL,
      decision TEXT NOT NULL,
      labels JSONB NOT NULL,
      reviewer TEXT NOT NULL,
      origin TEXT NOT NULL,
      reviewed_at BIGINT NOT NULL,
      received_at BIGINT NOT NULL,
      change_cursor BIGINT,
      UNIQUE (station_id, local_id)
    );
    CREATE INDEX reviewed_labels_item ON reviewed_labels (item_id);
    CREATE UNIQUE INDEX reviewed_labels_change ON reviewed_labels (station_id, change_cursor);

    CREATE TABLE retraining_events (
      id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      model_name TEXT NOT NULL,
      trigger TEXT NOT NULL,
      conditions JSONB NOT NULL,
      recommended BOOLEAN NOT NULL,
      state TEXT NOT NULL,
      created_at BIGINT NOT NULL
    );

    CREATE TABLE audit (
      id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at BIGINT NOT NULL,
      role TEXT NOT NULL,
      act TEXT NOT NULL,
      outcome TEXT NOT NULL
    );
  `,
};
