import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { diskFailure, isMissing } from './disk-failure.ts';

const thing = 'The folder of the export';

/** A folder of its own for what is exported: it must be new or empty, so that nothing is mixed or written over. */
export async function openExportFolder(folder: string, within: string): Promise<Outcome<string>> {
  if (!isAbsolute(folder)) {
    const remedy = 'Give the whole path, from the root or the drive on.';
    return fail('bad_input', { thing, expected: 'an absolute path', received: 'a relative one', remedy });
  }
  try {
    await mkdir(join(folder), { recursive: true });
    const found = await readdir(folder);
    if (found.length > 0) {
      const remedy = 'Choose another folder, or empty this one.';
      const received = `one with ${found.length} entries`;
      return fail('already_exists', { thing, expected: 'a new or an empty folder', received, remedy });
    }
    await mkdir(join(folder, within));
  } catch (error) {
    return { ok: false, failure: diskFailure(thing, error) };
  }
  return succeed(folder);
}

/** A copy, which costs no room where the disk can share blocks; a hard link would let an editor change the sample itself. */
export async function copySample(from: string, to: string): Promise<Outcome<'copied' | 'missing'>> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  } catch (error) {
    return isMissing(error) ? succeed('missing') : { ok: false, failure: diskFailure(thing, error) };
  }
  return succeed('copied');
}

export async function writeText(path: string, text: string): Promise<Outcome<null>> {
  try {
    await writeFile(path, text, { flag: 'wx', flush: true });
  } catch (error) {
    return { ok: false, failure: diskFailure(thing, error) };
  }
  return succeed(null);
}
