import { constants } from 'node:fs';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { diskWords } from '../domain/disk-words.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';

export interface DataFolderWish {
  /** What the person asked for with `--data`. */
  readonly flag?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/** Where a station keeps what it knows: `--data`, else CARACAL_HOME, else the platform's own place for such things. */
export function chooseDataFolder({ flag, env, platform, home }: DataFolderWish): string {
  const wished = flag ?? env.CARACAL_HOME;
  if (wished !== undefined && wished !== '') return resolve(wished);
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Caracal');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Caracal');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'caracal');
}

/** Makes the folder where it is missing, readable for its owner alone, and proves that it can be written to. */
export async function prepareDataFolder(folder: string): Promise<Outcome<string>> {
  // The folder of one process: another that starts at the same moment tries a file of its own.
  const trial = join(folder, `.write-trial-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
    await writeFile(trial, '', { flush: true });
    await rm(trial);
  } catch (error) {
    const isFull = codeOf(error) === 'ENOSPC';
    return fail(isFull ? 'disk_full' : 'read_only', {
      thing: `The data folder ${folder}`,
      expected: 'a folder that can be made and written to',
      received: diskWords(codeOf(error)),
      remedy: `${isFull ? 'Make room on its disk' : 'Correct its rights'}, or choose another with --data FOLDER or CARACAL_HOME.`,
    });
  }
  return succeed(folder);
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
