import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../domain/outcome.ts';
import { succeed } from '../domain/outcome.ts';
import { fileFailure } from './file-failure.ts';
import { incomingFolder, type ModelPlaces } from './places.ts';

/** Puts a finished folder in its place; what was there before is put back when that fails. */
export async function swapIn(staging: string, places: ModelPlaces, name: string): Promise<Outcome<string>> {
  const target = join(places.installed, name);
  const aside = join(incomingFolder(places), `${name}.before`);
  try {
    await rm(aside, { recursive: true, force: true });
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

const exists = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
