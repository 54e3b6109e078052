import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store, type StoreOptions } from '../../../main/store/store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

export const threadFile = new URL('../../../main/store/thread.ts', import.meta.url);

/** A store with its real thread, ended when the test ends. */
export async function startStore(
  given: Partial<StoreOptions> = {},
): Promise<{ readonly store: Store; readonly file: string }> {
  const file = given.file ?? join(temporaryFolder(), 'station.db');
  const opened = await openStore({ threadFile, ...given, file });
  if (!opened.ok) throw new Error(opened.failure.message);
  onTestFinished(() => opened.value.kill());
  return { store: opened.value, file };
}
