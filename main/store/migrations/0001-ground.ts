import type { Migration } from './migration.ts';

export const ground: Migration = {
  version: 1,
  name: 'ground',
  sql: `
    CREATE TABLE stations (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE settings (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sources (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      settings TEXT NOT NULL,
      built_in INTEGER NOT NULL,
      added_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE prediction_logs (
      id INTEGER PRIMARY KEY,
      frame_id TEXT NOT NULL,
      source_id TEXT NOT NULL,
      model_name TEXT NOT NULL,
      model_version TEXT NOT NULL,
      captured_at INTEGER NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      detections TEXT NOT NULL,
      top_score REAL,
      top_label TEXT,
      verdict TEXT NOT NULL,
      infer_ms REAL NOT NULL
    ) STRICT;

    CREATE TABLE audit (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      role TEXT NOT NULL,
      door TEXT NOT NULL,
      act TEXT NOT NULL,
      outcome TEXT NOT NULL,
      previous_hash TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
  `,
};
