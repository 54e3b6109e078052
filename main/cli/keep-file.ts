import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';

export interface KeptFile {
  readonly path: string;
  readonly bytes: number;
  readonly type: string;
}

/** Writes what a command answered with to where the person wants it, readable by that person alone. */
export async function keepFile(answer: Blob, out: string): Promise<Outcome<KeptFile>> {
  const path = resolve(out);
  // As it comes: a report may be larger than what a command should take of the memory.
  return writeFile(path, answer.stream(), { mode: 0o600 }).then(
    () => succeed({ path, bytes: answer.size, type: answer.type }),
    (error: NodeJS.ErrnoException) =>
      fail('bad_input', {
        thing: '--out',
        expected: 'a path that can be written',
        received: error.code ?? 'another',
        remedy: 'Name a file in a folder that is there and that you may write.',
      }),
  );
}
