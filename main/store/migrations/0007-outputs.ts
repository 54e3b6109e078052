import type { Migration } from './migration.ts';

/** Whom the station tells of its verdicts, and what waits until it can be told. */
export const outputs: Migration = {
  version: 7,
  name: 'outputs',
  sql: `
    CREATE TABLE outputs (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      enabled INTEGER NOT NULL,
      settings TEXT NOT NULL,
      always INTEGER NOT NULL,
      tells TEXT NOT NULL,
      unsure_is TEXT NOT NULL,
      deadline_ms INTEGER NOT NULL,
      most_per_second REAL NOT NULL,
      secret_names TEXT NOT NULL,
      sealed_secrets TEXT NOT NULL,
      dropped INTEGER NOT NULL DEFAULT 0,
      saved_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE waiting_signals (
      id INTEGER PRIMARY KEY,
      output_id TEXT NOT NULL,
      message TEXT NOT NULL,
      kept_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX waiting_signals_of ON waiting_signals (output_id, id);
  `,
};
