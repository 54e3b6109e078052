import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { diskWords } from '../domain/disk-words.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';

export const shortestSecret = 32;

const isFull: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** A secret in a file that only its owner reads; made where there is none yet, never made anew over one that is there. */
export async function secretFile(file: string): Promise<Outcome<string>> {
  const trouble = existsSync(file) ? undefined : await writeWhole(file, randomBytes(32).toString('base64url'));
  if (trouble !== undefined) return notWritten(file, trouble);
  const secret = await readSecretFile(file);
  if (secret !== undefined) return succeed(secret);
  return fail('wrong_state', {
    thing: file,
    expected: 'the secret that was written there',
    received: 'less than that',
    remedy: 'Put the file back from a backup. Where there is none, delete it and enrol or set each station key anew.',
  });
}

/** Under its name it is whole or not there at all: half of one, after a sudden end, could not be told from one that was damaged. */
async function writeWhole(file: string, secret: string): Promise<string | undefined> {
  const part = `${file}.part`;
  try {
    await rm(part, { force: true });
    await writeFile(part, secret, { flag: 'wx', mode: 0o600, flush: true });
    // A link leaves one that came meanwhile alone, a rename does not: for disks without links.
    await link(part, file).catch((error: NodeJS.ErrnoException) =>
      error.code === 'EEXIST' ? undefined : rename(part, file),
    );
    await rm(part, { force: true });
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    return error instanceof Error && 'code' in error ? String(error.code) : 'another error';
  }
  return undefined;
}

const notWritten = (file: string, received: string): Outcome<never> =>
  fail(isFull.includes(received) ? 'disk_full' : 'read_only', {
    thing: file,
    expected: 'a place that can be written',
    received: diskWords(received),
    remedy: 'Free some space, or give the account that runs this write access to the folder.',
  });

/** Undefined where it is not there or not whole. */
export async function readSecretFile(file: string): Promise<string | undefined> {
  const secret = await readFile(file, 'utf8').catch(() => '');
  return secret.length >= shortestSecret ? secret : undefined;
}
