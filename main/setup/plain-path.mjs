import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const isPlain = (/** @type {string} */ place) => /^[\p{L}\p{N}\p{M}_@%+=:,./-]*$/u.test(place);

/**
 * Hands over another name of the folder where its own holds what a makefile cannot: a space, a bracket, a dollar.
 * @param {string} folder
 * @param {(folder: string) => Promise<void>} work
 */
export async function withPlainPath(folder, work) {
  if (process.platform === 'win32' || isPlain(folder)) return work(folder);
  const aside = mkdtempSync(path.join(tmpdir(), 'caracal-set-up-'));
  try {
    const link = path.join(aside, 'headers');
    symlinkSync(folder, link);
    await work(link);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
