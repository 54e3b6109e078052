import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../main/store/connection.ts';
import { openDatabase } from '../../../main/store/open-database.ts';
import { told } from './ask.ts';
import { openTestDatabase } from './open-test-database.ts';

function withEntries(): { readonly db: Connection; readonly file: string } {
  const opened = openTestDatabase();
  for (let at = 1; at <= 5; at += 1) {
    told(opened.db, 'audit.append', { at, role: 'admin', door: 'rest', act: `sources.add ${at}`, outcome: 'ok' });
  }
  return opened;
}

const isIntact = (db: Connection): boolean => told(db, 'audit.list', { limit: 1 }).intact;

/** What someone with another program could do to the file. */
function tamper(file: string, sql: string): void {
  const other = openDatabase(file, 0);
  if (!other.ok) throw new Error(other.failure.message);
  other.value.raw.exec(sql);
  other.value.close();
}

describe('the audit log', () => {
  it('lists what was done, newest first and a page at a time', () => {
    const { db } = withEntries();
    const { rows, intact } = told(db, 'audit.list', { limit: 2, before: 4 });
    expect(intact).toBe(true);
    expect(rows).toEqual([
      { id: 3, at: 3, role: 'admin', door: 'rest', act: 'sources.add 3', outcome: 'ok' },
      { id: 2, at: 2, role: 'admin', door: 'rest', act: 'sources.add 2', outcome: 'ok' },
    ]);
  });

  it('is intact while empty and while it grows', () => {
    expect(isIntact(openTestDatabase().db)).toBe(true);
    const { db } = withEntries();
    expect(isIntact(db)).toBe(true);
    told(db, 'audit.append', { at: 6, role: 'operator', door: 'port', act: 'x', outcome: 'forbidden' });
    expect(isIntact(db)).toBe(true);
  });

  it.each([
    ['an entry was changed', "UPDATE audit SET act = 'nothing' WHERE id = 2"],
    ['an entry was taken out', 'DELETE FROM audit WHERE id = 3'],
    ['the first entry was taken out', 'DELETE FROM audit WHERE id = 1'],
    ['the last entries were cut off', 'DELETE FROM audit WHERE id > 3'],
    [
      'two entries were exchanged',
      'UPDATE audit SET id = 9 WHERE id = 2; UPDATE audit SET id = 2 WHERE id = 3; UPDATE audit SET id = 3 WHERE id = 9',
    ],
    ['a hash was written anew without those after it', "UPDATE audit SET hash = 'f' WHERE id = 4"],
    ['all entries were deleted', 'DELETE FROM audit'],
  ])('is no longer intact when %s', (_, sql) => {
    const { db, file } = withEntries();
    expect(isIntact(db)).toBe(true);
    tamper(file, sql);
    expect(isIntact(db)).toBe(false);
  });
});
