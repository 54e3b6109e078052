import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, type Outcome, succeed } from '../../../main/domain/outcome.ts';

const shortest = 32;
const fileName = 'cloud.secret';

/** What station keys are encrypted with: CARACAL_CLOUD_SECRET, else a file of the data folder that only its owner reads. */
export async function endpointSecret(dataFolder: string, given: string | undefined): Promise<Outcome<string>> {
  if (given !== undefined && given !== '') {
    if (given.length >= shortest) return succeed(given);
    return fail('bad_input', {
      thing: 'CARACAL_CLOUD_SECRET',
      expected: `at least ${shortest} characters`,
      received: `${given.length}`,
      remedy: 'Make one with `openssl rand -hex 32`.',
    });
  }
  const file = join(dataFolder, fileName);
  // 'wx' leaves one that is there alone, whoever made it first.
  await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600, flush: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  const secret = await readFile(file, 'utf8');
  if (secret.length >= shortest) return succeed(secret);
  return fail('wrong_state', {
    thing: file,
    expected: 'the secret that was written there',
    received: `${secret.length} characters`,
    remedy: 'Put the file back from a backup; without it no station key can be read.',
  });
}
