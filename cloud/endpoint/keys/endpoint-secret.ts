import { join } from 'node:path';
import { fail, type Outcome, succeed } from '../../../main/domain/outcome.ts';
import { secretFile, shortestSecret } from '../../../main/serving/secret-file.ts';

/** What station keys are encrypted with: CARACAL_CLOUD_SECRET, else a file of the data folder that only its owner reads. */
export async function endpointSecret(dataFolder: string, given: string | undefined): Promise<Outcome<string>> {
  if (given === undefined || given === '') return secretFile(join(dataFolder, 'cloud.secret'));
  if (given.length >= shortestSecret) return succeed(given);
  return fail('bad_input', {
    thing: 'CARACAL_CLOUD_SECRET',
    expected: `at least ${shortestSecret} characters`,
    received: `${given.length}`,
    remedy: 'Make one with `openssl rand -hex 32`.',
  });
}
