import type { Migration } from './migration.ts';

/** Batches with their parts: a folder's pictures stand there as waiting from the beginning, which is what goes on after a crash. */
export const batch: Migration = {
  version: 9,
  name: 'batch',
  sql: `
    CREATE TABLE batches (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      path TEXT NOT NULL,
      kind TEXT NOT NULL,
      plan TEXT NOT NULL,
      state TEXT NOT NULL,
      note TEXT NOT NULL,
      total INTEGER,
      done INTEGER NOT NULL,
      broken INTEGER NOT NULL,
      found TEXT NOT NULL,
      active_ms REAL NOT NULL,
      created_at INTEGER NOT NULL,
      started_at INTEGER,
      ended_at INTEGER
    ) STRICT;

    CREATE TABLE batch_parts (
      batch_id INTEGER NOT NULL REFERENCES batches(id),
      part_index INTEGER NOT NULL,
      name TEXT,
      at_ms REAL,
      frames INTEGER NOT NULL,
      state TEXT NOT NULL,
      verdict TEXT,
      reason TEXT NOT NULL,
      inspection_id INTEGER,
      defects TEXT NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      detections TEXT NOT NULL,
      severity REAL NOT NULL,
      has_picture INTEGER NOT NULL,
      PRIMARY KEY (batch_id, part_index)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX batch_parts_by_severity ON batch_parts (batch_id, severity DESC, part_index) WHERE severity > 0;
    CREATE INDEX batch_parts_broken ON batch_parts (batch_id, part_index) WHERE state = 'broken';
  `,
};
