import type { Dirent } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import type { Arrived } from './arrived.ts';
import { fileFailure } from './file-failure.ts';
import { type ExpectedFile, hashFile, mismatch } from './hash.ts';
import { openPart, type PartFile } from './part-file.ts';

const deepest = 4;
const mostFiles = 50_000;
const chunkBytes = 1 << 20;

interface FoundFile {
  readonly path: string;
  readonly bytes: number;
}

/** All files of a folder with their sizes; a mirror is looked through anew each time, since sticks are swapped. */
async function filesOf(folder: string): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  let level = [folder];
  for (let depth = 0; depth < deepest && level.length > 0; depth += 1) {
    const below: string[] = [];
    for (const path of level) {
      for (const item of await itemsOf(path, depth)) {
        const inner = join(path, item.name);
        if (item.isDirectory()) below.push(inner);
        else if (found.length < mostFiles) found.push({ path: inner, bytes: await sizeOf(inner) });
      }
    }
    level = below;
  }
  return found;
}

/** Sticks carry folders that only their maker may read: what cannot be read within the folder is not in it. */
const itemsOf = async (path: string, depth: number): Promise<readonly Dirent[]> => {
  const items = readdir(path, { withFileTypes: true });
  return depth === 0 ? items : items.catch(() => []);
};

const sizeOf = async (path: string): Promise<number> =>
  stat(path).then(
    (file) => (file.isFile() ? file.size : -1),
    () => -1,
  );

/** Finds a file by its hash, whatever it is called; only files of the right size are read. */
export async function findInMirror(folder: string, file: string, expected: ExpectedFile): Promise<Outcome<string>> {
  let all: readonly FoundFile[];
  try {
    all = await filesOf(folder);
  } catch (cause) {
    return fileFailure(cause, folder, 'the folder in CARACAL_MODELS_FROM');
  }
  const fitting = all.filter(({ bytes }) => (expected.bytes === null ? bytes > 0 : bytes === expected.bytes));
  for (const { path } of fitting) {
    if ((await hashOf(path)) === expected.sha256) return succeed(path);
  }
  const namesake = all.find(({ path }) => basename(path) === file);
  if (namesake !== undefined) return mismatch(namesake.path, wanted(expected), await described(namesake, expected));
  return fail('not_found', {
    thing: folder,
    expected: `${file} (${wanted(expected)}), under any name`,
    received: `${all.length} other files`,
    remedy: 'Copy the file into the folder, or unset CARACAL_MODELS_FROM to fetch it from its address.',
  });
}

const hashOf = async (path: string): Promise<string> =>
  hashFile(path).then(
    ({ sha256 }) => sha256,
    () => 'a file that cannot be read',
  );

const wanted = ({ bytes, sha256 }: ExpectedFile): string =>
  `${bytes === null ? '' : `${bytes} bytes, `}sha256 ${sha256}`;

const described = async ({ path, bytes }: FoundFile, expected: ExpectedFile): Promise<string> =>
  expected.bytes !== null && bytes !== expected.bytes ? `${bytes} bytes` : hashOf(path);

/** Copies a file into its part; tells how far it is after each piece. */
export async function* copyFromMirror(
  from: string,
  part: PartFile,
  signal: AbortSignal,
): AsyncGenerator<Arrived, Outcome<null>> {
  const ends = await openBoth(from, part);
  if (!ends.ok) return ends;
  await using source = ends.value.source;
  await using goal = ends.value.goal;
  const piece = new Uint8Array(chunkBytes);
  for (let done = 0; ; ) {
    if (signal.aborted)
      return fail('cancelled', { thing: from, expected: 'to be copied', received: 'a stop', remedy: 'Pull again.' });
    try {
      const { bytesRead } = await source.read(piece, 0, chunkBytes, null);
      if (bytesRead === 0) {
        await goal.sync();
        return succeed(null);
      }
      await goal.appendFile(piece.subarray(0, bytesRead));
      done += bytesRead;
    } catch (cause) {
      return fileFailure(cause, part.path, 'room for the file');
    }
    yield { doneBytes: done, resumedAt: 0 };
  }
}

async function openBoth(from: string, part: PartFile): Promise<Outcome<{ source: FileHandle; goal: FileHandle }>> {
  try {
    const source = await open(from, 'r');
    const goal = await openPart(part, 0).catch(async (cause: unknown) => {
      await source.close();
      throw cause;
    });
    return succeed({ source, goal });
  } catch (cause) {
    return fileFailure(cause, part.path, 'a file to write to');
  }
}
