import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Connection, ConnectionOptions } from '../../../main/store/connection.ts';
import { openDatabase } from '../../../main/store/open-database.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A fresh database of this test's own, in this thread, closed and gone when the test ends. */
export function openTestDatabase(options: ConnectionOptions = {}): { readonly file: string; readonly db: Connection } {
  const file = join(temporaryFolder(), 'station.db');
  const opened = openDatabase(file, 0, options);
  if (!opened.ok) throw new Error(opened.failure.message);
  onTestFinished(() => opened.value.close());
  return { file, db: opened.value };
}
