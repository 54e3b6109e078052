import type { Migration } from './migration.ts';

/** Entries from here on are chained; those from before have no number. The head is what each writer waits for. */
export const auditChain: Migration = {
  version: 2,
  name: 'audit-chain',
  sql: `
    ALTER TABLE audit ADD COLUMN number BIGINT UNIQUE;
    ALTER TABLE audit ADD COLUMN hash TEXT;
    CREATE TABLE audit_head (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      number BIGINT NOT NULL,
      hash TEXT NOT NULL
    );
    INSERT INTO audit_head VALUES (1, 0, repeat('0', 64));
  `,
};
