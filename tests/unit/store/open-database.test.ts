import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { newestVersion } from '../../../main/store/migrations/all.ts';
import { openDatabase } from '../../../main/store/open-database.ts';
import { v1File } from '../../fixtures/databases/make-v1.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { told } from './ask.ts';
import { append, rowOf } from './prediction-rows.ts';

function spoil(file: string): void {
  copyFileSync(v1File, file);
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 8 * 4096, 20 * 4096);
  writeFileSync(file, bytes);
}

function withPragma(file: string, pragma: string): void {
  copyFileSync(v1File, file);
  const db = new Database(file);
  db.pragma(pragma);
  db.close();
}

const refused: readonly [what: string, make: (file: string) => void, sentence: RegExp][] = [
  ['holds something else', (file) => writeFileSync(file, 'a shopping list, and not a short one'), /sound SQLite file/],
  [
    'was cut short',
    (file) => {
      copyFileSync(v1File, file);
      truncateSync(file, 50_000);
    },
    /damaged/,
  ],
  ['is damaged in the middle', spoil, /damaged/],
  ['comes from a newer release', (file) => withPragma(file, `user_version = ${newestVersion + 1}`), /newer release/],
  ['belongs to another program', (file) => withPragma(file, 'application_id = 7'), /another program/],
];

describe('opening a database', () => {
  it.each(refused)('refuses a file that %s in one sentence and leaves it as it was', (_, make, sentence) => {
    const file = join(temporaryFolder(), 'station.db');
    make(file);
    const before = readFileSync(file);
    const outcome = openDatabase(file, 0);
    expect(outcome).toMatchObject({
      ok: false,
      failure: { code: 'wrong_state', message: expect.stringMatching(sentence) },
    });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(join(file, '..')).filter((name) => name.endsWith('.bak'))).toEqual([]);
  });

  it.each([
    ['the path is a folder', (folder: string) => folder],
    ['its folder is a file', (folder: string) => join(folder, 'file', 'station.db')],
  ])('says that it cannot write when %s', (_, fileIn) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), 'x');
    expect(openDatabase(fileIn(folder), 0)).toMatchObject({ ok: false, failure: { code: 'read_only' } });
  });

  it('makes the folder where there is none, and takes an empty file for a new one', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'there'));
    writeFileSync(join(folder, 'there', 'station.db'), '');
    for (const file of [join(folder, 'a', 'b', 'station.db'), join(folder, 'there', 'station.db')]) {
      const opened = openDatabase(file, 0);
      expect(opened.ok).toBe(true);
      if (opened.ok) opened.value.close();
      expect(statSync(file).size).toBeGreaterThan(0);
    }
  });

  it('keeps a write-ahead log, foreign keys and the order that durable writes need', () => {
    const opened = openDatabase(join(temporaryFolder(), 'station.db'), 0);
    if (!opened.ok) throw new Error(opened.failure.message);
    const { value: db } = opened;
    const read = (pragma: string): unknown => db.raw.pragma(pragma, { simple: true });
    expect(['journal_mode', 'foreign_keys', 'synchronous', 'auto_vacuum'].map(read)).toEqual(['wal', 1, 1, 2]);
    const during = db.writeDurably(() => ({ ok: true, value: read('synchronous') }));
    expect([during, read('synchronous')]).toEqual([{ ok: true, value: 2 }, 1]);
    db.close();
  });

  it('finds its rows again', () => {
    const file = join(temporaryFolder(), 'station.db');
    for (const round of [1, 2, 3]) {
      const opened = openDatabase(file, 0);
      if (!opened.ok) throw new Error(opened.failure.message);
      append(opened.value, [rowOf(round)]);
      expect(told(opened.value, 'predictions.count', {})).toBe(round);
      opened.value.close();
    }
  });
});
