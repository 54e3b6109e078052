import { readdir, stat } from 'node:fs/promises';
import type { Outcome } from '../domain/outcome.ts';
import { succeed } from '../domain/outcome.ts';
import { isPictureName } from './sources/picture-file.ts';
import { unreachable } from './unreachable.ts';

/** What lies at a path that shall be inspected once: the pictures of a folder in the order of their names, or a video. */
export type Recording =
  | { readonly kind: 'folder'; readonly names: readonly string[] }
  | { readonly kind: 'file'; readonly names?: undefined };

export async function listPictures(path: string): Promise<Outcome<Recording>> {
  const info = await stat(path).catch(() => undefined);
  if (info?.isFile()) return succeed({ kind: 'file' });
  const all = info?.isDirectory() ? await readdir(path).catch(() => undefined) : undefined;
  if (all === undefined) return nothing(path, info === undefined ? 'nothing at this path' : 'one that cannot be read');
  const names = inOrder(all.filter(isPictureName));
  return names.length === 0 ? nothing(path, 'a folder without pictures') : succeed({ kind: 'folder', names });
}

/** As a person counts: part-9 before part-10. */
export const inOrder = (names: readonly string[]): string[] =>
  names.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));

const nothing = (path: string, received: string): Outcome<never> =>
  unreachable(
    `What lies at ${path}`,
    'a video, or a folder of JPEG, PNG, WebP, TIFF, GIF or AVIF pictures',
    received,
    'Check the path and its permissions on the machine of the station.',
  );
