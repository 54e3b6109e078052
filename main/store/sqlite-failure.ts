import Database from 'better-sqlite3';
import { type Failure, failure } from '../domain/outcome.ts';

const thing = 'Station database';

function expectedFailure(code: string): Failure | undefined {
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC' || code === 'EDQUOT') {
    return failure('disk_full', {
      thing,
      expected: 'room to write',
      received: 'a full disk',
      remedy:
        'Free some space or shorten how long predictions are kept; what waits is stored as soon as there is room.',
    });
  }
  if (/^SQLITE_(READONLY|CANTOPEN|PERM)|^(EACCES|EPERM|EROFS|EEXIST|ENOTDIR|EISDIR)$/.test(code)) {
    return failure('read_only', {
      thing,
      expected: 'a file and a folder that can be written',
      received: code,
      remedy: 'Give this account write access to the data folder, or choose another folder.',
    });
  }
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) {
    return failure('wrong_state', {
      thing,
      expected: 'a sound file',
      received: 'a damaged one',
      remedy: 'Put back a backup (the .bak files beside it) or move the file away to start afresh.',
    });
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return failure('overloaded', {
      thing,
      expected: 'to be the only writer',
      received: 'a file locked by another process',
      remedy: 'Close the other program that has the database open, then try again.',
    });
  }
  return undefined;
}

/** The failure that an error of SQLite or of the file system stands for; undefined for what is a bug. */
export function sqliteFailure(error: unknown): Failure | undefined {
  if (error instanceof Database.SqliteError) return expectedFailure(error.code);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return expectedFailure(error.code);
  return undefined;
}
