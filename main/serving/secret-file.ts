import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';

export const shortestSecret = 32;

/** A secret in a file that only its owner reads; made where there is none yet, never made anew over one that is there. */
export async function secretFile(file: string): Promise<Outcome<string>> {
  // 'wx' leaves one that is there alone, whoever made it first.
  const trouble = await writeFile(file, randomBytes(32).toString('base64url'), {
    flag: 'wx',
    mode: 0o600,
    flush: true,
  }).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error.code,
  );
  if (trouble !== undefined && trouble !== 'EEXIST') return notWritten(file, trouble);
  const secret = await readSecretFile(file);
  if (secret !== undefined) return succeed(secret);
  return fail('wrong_state', {
    thing: file,
    expected: 'the secret that was written there',
    received: 'less than that',
    remedy: 'Put the file back from a backup; without it no station key can be read.',
  });
}

const notWritten = (file: string, received: string): Outcome<never> =>
  fail(received === 'ENOSPC' ? 'disk_full' : 'read_only', {
    thing: file,
    expected: 'a place that can be written',
    received,
    remedy: 'Free some space, or give the account that runs this write access to the folder.',
  });

/** Undefined where it is not there or not whole. */
export async function readSecretFile(file: string): Promise<string | undefined> {
  const secret = await readFile(file, 'utf8').catch(() => '');
  return secret.length >= shortestSecret ? secret : undefined;
}
