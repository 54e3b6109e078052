import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

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

/** Ends a process whatever it is doing; one that is gone already is what was wanted. */
export function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}
