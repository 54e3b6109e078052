import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { diskWords } from '../domain/disk-words.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';

const absent: ReadonlySet<unknown> = new Set(['ENOENT', 'EISDIR', 'ENOTDIR']);
const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** Null for what is not there; any other trouble is a bug or a broken disk and is thrown. */
export async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (absent.has(codeOf(error))) return null;
    throw error;
  }
}

export function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (absent.has(codeOf(error))) return null;
    throw error;
  }
}

/** Keeps what is pleasant to have and no loss to miss: false where the disk does not take it. */
export function keepText(path: string, text: string): boolean {
  try {
    writeFileSync(path, text);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false;
  }
  return true;
}

/** Ends a process whatever it is doing; one that is gone already is what was wanted. */
export function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

/** Makes a folder that its owner alone may read, where it is missing. */
export function makeFolder(path: string): Outcome<string> {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.W_OK);
  } catch (error) {
    return fail('read_only', {
      thing: `The data folder ${path}`,
      expected: 'a folder that can be made and written to',
      received: diskWords(String(codeOf(error))),
      remedy: 'Correct its rights, or choose another with --data=FOLDER or CARACAL_HOME.',
    });
  }
  return succeed(path);
}
