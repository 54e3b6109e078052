import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../domain/outcome.ts';
import { succeed } from '../domain/outcome.ts';
import { fileFailure } from './file-failure.ts';
import { incomingFolder, type ModelPlaces } from './places.ts';

const suffix = '.before';

/** Puts a finished folder in its place; what was there before is put back when that fails. */
export async function swapIn(staging: string, places: ModelPlaces, name: string): Promise<Outcome<string>> {
  const target = join(places.installed, name);
  const aside = join(incomingFolder(places), `${name}${suffix}`);
  try {
    await putBack(aside, target);
    const replaces = await exists(target);
    if (replaces) await rename(target, aside);
    await rename(staging, target).catch(async (cause: unknown) => {
      if (replaces) await rename(aside, target);
      throw cause;
    });
    await rm(aside, { recursive: true, force: true });
  } catch (cause) {
    return fileFailure(cause, target, 'a folder for the model');
  }
  return succeed(target);
}

/** Between two renames the old folder lies aside: a power cut just then must not cost it. */
async function putBack(aside: string, target: string): Promise<void> {
  if (!(await exists(aside))) return;
  if (await exists(target)) await rm(aside, { recursive: true, force: true });
  else await rename(aside, target);
}

/** Run once as the station starts, before anyone asks for a model. */
export async function restoreInterrupted(places: ModelPlaces): Promise<Outcome<null>> {
  const incoming = incomingFolder(places);
  const items = await readdir(incoming).catch(() => []);
  try {
    for (const item of items.filter((name) => name.endsWith(suffix))) {
      await putBack(join(incoming, item), join(places.installed, item.slice(0, -suffix.length)));
    }
  } catch (cause) {
    return fileFailure(cause, incoming, 'a model to put back');
  }
  return succeed(null);
}

const exists = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
