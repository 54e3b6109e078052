import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { newestVersion } from './migrations/all.ts';

/** "CRCL": tells a station's database from any other SQLite file. */
export const applicationId = 0x4352434c;

/** Up to this size every page is read when the file is opened; larger files are checked as they are read. */
const fullCheckBytes = 16 * 1024 * 1024;

const thing = 'Station database';

const refuse = (expected: string, received: string, remedy: string): Outcome<never> =>
  fail('wrong_state', { thing, expected, received, remedy });

const damaged = (): Outcome<never> =>
  refuse(
    'a sound SQLite file',
    'a damaged or foreign one',
    'Put back a backup (the .bak files beside it) or move the file away to start afresh.',
  );

function isEmptyOrSqlite(file: string): boolean {
  const head = Buffer.alloc(16);
  const descriptor = openSync(file, 'r');
  try {
    const bytes = readSync(descriptor, head, 0, head.length, 0);
    return bytes === 0 || head.toString('latin1') === 'SQLite format 3\0';
  } finally {
    closeSync(descriptor);
  }
}

function checkContent(file: string): Outcome<{ version: number }> {
  const probe = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    const version = Number(probe.pragma('user_version', { simple: true }));
    const owner = Number(probe.pragma('application_id', { simple: true }));
    const tables = Number(probe.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
    if (tables === 0) return succeed({ version: 0 });
    if (owner !== applicationId) {
      return refuse(
        'a file made by a station',
        'the database of another program',
        'Choose another data folder, or move that file away.',
      );
    }
    if (version > newestVersion) {
      return refuse(
        `version ${newestVersion} or older`,
        `version ${version}`,
        'It was written by a newer release: install that release, or put back the backup made before it.',
      );
    }
    const checked = statSync(file).size > fullCheckBytes || probe.pragma('quick_check(1)', { simple: true }) === 'ok';
    return checked ? succeed({ version }) : damaged();
  } finally {
    probe.close();
  }
}

/** Looks at the file without writing to it: what is refused stays as it was, byte for byte. */
export function checkFile(file: string): Outcome<{ version: number }> {
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) return succeed({ version: 0 });
  if (!isEmptyOrSqlite(file)) return damaged();
  return statSync(file).size === 0 ? succeed({ version: 0 }) : checkContent(file);
}
