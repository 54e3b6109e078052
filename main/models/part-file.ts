import { type FileHandle, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file on its way: named for its hash, so that the bytes of another version are never continued. */
export interface PartFile {
  readonly path: string;
  /** Remembers which edition the server sent, so that two editions are never mixed. */
  readonly tagPath: string;
}

export const partFile = (incoming: string, sha256: string): PartFile => ({
  path: join(incoming, `${sha256}.part`),
  tagPath: join(incoming, `${sha256}.tag`),
});

export const partBytes = async ({ path }: PartFile): Promise<number> =>
  stat(path).then(
    (found) => found.size,
    () => 0,
  );

export const readTag = async ({ tagPath }: PartFile): Promise<string | undefined> =>
  readFile(tagPath, 'utf8').then(
    (tag) => (tag === '' ? undefined : tag),
    () => undefined,
  );

export const writeTag = async ({ tagPath }: PartFile, tag: string): Promise<void> => writeFile(tagPath, tag);

export async function dropPart({ path, tagPath }: PartFile): Promise<void> {
  await rm(path, { force: true });
  await rm(tagPath, { force: true });
}

/** Opened for going on at its end, or emptied. */
export const openPart = async ({ path }: PartFile, from: number): Promise<FileHandle> =>
  open(path, from > 0 ? 'a' : 'w');
