import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../main/store/open-database.ts';
import { describeUnless, whyWindows } from '../../support/lacks.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const child = fileURLToPath(new URL('opening-child.ts', import.meta.url));
const openInChild = (file: string): string => execFileSync(process.execPath, [child, file], { encoding: 'utf8' });

/** A folder that anyone may look into and nobody without rights may write to. */
function closedFolder(): string {
  const outer = temporaryFolder();
  const folder = join(outer, 'data');
  mkdirSync(folder);
  chmodSync(outer, 0o755);
  onTestFinished(() => chmodSync(folder, 0o755));
  return folder;
}

describeUnless(whyWindows)('a data folder that cannot be written', () => {
  it('is refused with a remedy when there is no database in it', () => {
    const folder = closedFolder();
    chmodSync(folder, 0o555);
    expect(openInChild(join(folder, 'station.db'))).toMatch(/^read_only: .*write access/);
  });

  it.each([
    ['the folder', 0o555, 0o644],
    ['the file', 0o777, 0o444],
  ])('is refused when %s of a database is read-only, and the file stays as it was', (_, folderMode, fileMode) => {
    const folder = closedFolder();
    const file = join(folder, 'station.db');
    const made = openDatabase(file, 0);
    if (made.ok) made.value.close();
    const before = readFileSync(file);
    chmodSync(file, fileMode);
    chmodSync(folder, folderMode);
    expect(openInChild(file)).toMatch(/^read_only: .*write access/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});
