import { constants } from 'node:fs';
import { access, open, rename, rm, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { VerdictMessage } from '../../preload/contract/outputs.ts';
import { diskWords } from '../domain/disk-words.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import type { OutputJob } from '../domain/outputs/output-job.ts';
import type { Messenger } from './job.ts';

/** Each verdict as one JSON file, whole or not there at all. The folder is not made: an absent one may be a share that is away. */
export async function openFolder({ settings }: OutputJob<'folder'>): Promise<Outcome<Messenger>> {
  const { path, pictures } = settings;
  const usable = await look(path);
  if (!usable.ok) return usable;
  return succeed({
    tell: async (message, picture) => {
      const name = nameOf(message);
      // The JSON last: where it is, its picture is.
      const pictured = pictures && picture ? await writeWhole(join(path, `${name}.jpg`), picture) : succeed(null);
      return pictured.ok ? writeWhole(join(path, `${name}.json`), `${JSON.stringify(message)}\n`) : pictured;
    },
    close: async () => undefined,
  });
}

async function look(path: string): Promise<Outcome<null>> {
  if (!isAbsolute(path)) return notThere(path, 'a path from where the station happens to run');
  try {
    if (!(await stat(path)).isDirectory()) return notThere(path, 'a file');
    await access(path, constants.W_OK);
  } catch (error) {
    return notThere(path, codeOf(error) === 'ENOENT' ? 'none' : diskWords(codeOf(error)));
  }
  return succeed(null);
}

/** Sorts by time; the number says which part it is, wherever the file is taken to. */
function nameOf({ endedAt, sourceId, inspection, test }: VerdictMessage): string {
  const at = new Date(endedAt).toISOString().replaceAll(/[-:]/g, '').replace('.', '');
  return `${at}-${sourceId}-${test ? 'test' : inspection}`;
}

async function writeWhole(file: string, content: string | Uint8Array): Promise<Outcome<null>> {
  const part = `${file}.part`;
  try {
    const handle = await open(part, 'w', 0o644);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    return notWritten(file, codeOf(error));
  }
  return succeed(null);
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'another error';

const notThere = (path: string, received: string): Outcome<never> =>
  fail('unreachable', {
    thing: `The folder ${path}`,
    expected: 'a folder that is there and can be written',
    received,
    remedy: 'Make it, mount it, or give the account that runs the station the right to write there.',
  });

const isFull: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

const notWritten = (file: string, code: string): Outcome<never> =>
  fail(isFull.includes(code) ? 'disk_full' : 'unreachable', {
    thing: file,
    expected: 'to be written',
    received: diskWords(code),
    remedy: isFull.includes(code) ? 'Make room there; what waits is written then.' : 'Look after the folder.',
  });
