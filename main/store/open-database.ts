import { type Outcome, succeed } from '../domain/outcome.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { checkFile } from './file-check.ts';
import { migrate } from './migrate.ts';
import { sqliteFailure } from './sqlite-failure.ts';

function open(file: string, now: number, options: ConnectionOptions): Outcome<Connection> {
  const checked = checkFile(file);
  if (!checked.ok) return checked;
  const connection = new Connection(file, options);
  let ready = false;
  try {
    connection.configure();
    migrate(connection.raw, file, checked.value.version, now);
    // SQLite opens a file that it may not write as one to read: this is where that shows.
    connection.raw.exec('BEGIN IMMEDIATE; ROLLBACK');
    ready = true;
  } finally {
    if (!ready) connection.close();
  }
  return succeed(connection);
}

/** Checks, opens and migrates the file; what stands in the way of that comes back as a failure. */
export function openDatabase(file: string, now: number, options: ConnectionOptions = {}): Outcome<Connection> {
  try {
    return open(file, now, options);
  } catch (error) {
    const expected = sqliteFailure(error);
    if (expected === undefined) throw error;
    return { ok: false, failure: expected };
  }
}
