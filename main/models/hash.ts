import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { fileFailure } from './file-failure.ts';

/** What a file must be: its size is null where only its hash was published. */
export interface ExpectedFile {
  readonly bytes: number | null;
  readonly sha256: string;
}

const chunkBytes = 1 << 20;

/** Hashes a file piece by piece; each piece is handed on before its memory is used again. */
export async function hashFile(
  path: string,
  take?: (piece: Uint8Array) => unknown,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  const piece = new Uint8Array(chunkBytes);
  let bytes = 0;
  await using file = await open(path, 'r');
  for (;;) {
    const { bytesRead } = await file.read(piece, 0, piece.length, null);
    if (bytesRead === 0) return { sha256: hash.digest('hex'), bytes };
    const read = piece.subarray(0, bytesRead);
    hash.update(read);
    take?.(read);
    bytes += bytesRead;
  }
}

/** Whether a file is what its card or the catalogue says; a wrong size is told without reading it. */
export async function verifyFile(
  path: string,
  expected: ExpectedFile,
  take?: (piece: Uint8Array) => unknown,
): Promise<Outcome<null>> {
  try {
    const { size } = await stat(path);
    if (expected.bytes !== null && size !== expected.bytes)
      return mismatch(path, `${expected.bytes} bytes`, `${size} bytes`);
    const { sha256 } = await hashFile(path, take);
    if (sha256 !== expected.sha256) return mismatch(path, `sha256 ${expected.sha256}`, sha256);
  } catch (cause) {
    return fileFailure(cause, path, 'the file of the model');
  }
  return succeed(null);
}

export const mismatch = (path: string, expected: string, received: string): Outcome<never> =>
  fail('hash_mismatch', {
    thing: basename(path),
    expected,
    received,
    remedy: 'The file was changed or cut short: pull or import it again from a source that you trust.',
  });
