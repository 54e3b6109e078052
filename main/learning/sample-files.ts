import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { diskFailure, isMissing } from './disk-failure.ts';
import { kindOfSample, type SampleKind } from './sample-kind.ts';

export interface WrittenSample {
  readonly sha256: string;
  readonly bytes: number;
  /** False where the very same one was there already. */
  readonly isNew: boolean;
}

const thing = 'Samples';
const isName = (name: string): boolean => /^[0-9a-f]{62}\.(jpg|wav)$/.test(name);

/** Kept pictures and sounds, each named by the hash of its content: `ab/cdef….jpg` or `.wav`. One process writes here: the one with the lock. */
export class SampleFiles {
  readonly #folder: string;
  #usedBytes = 0;
  #count = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get usedBytes(): number {
    return this.#usedBytes;
  }

  get count(): number {
    return this.#count;
  }

  /** Of the file that is there; where none is, of the picture that would be. */
  pathOf(sha256: string): string {
    const sound = this.#named(sha256, '.wav');
    return existsSync(sound) ? sound : this.#named(sha256, '.jpg');
  }

  /** On the disk under its name, whole, when this succeeds; else nothing is there. */
  async write(sample: Uint8Array, mostBytes: number): Promise<Outcome<WrittenSample>> {
    const sha256 = hashOf(sample);
    const bytes = sample.byteLength;
    const path = this.#named(sha256, kindOfSample(sample).ending);
    if ((await sizeOf(path)) === bytes) return succeed({ sha256, bytes, isNew: false });
    if (this.#usedBytes + bytes > mostBytes) return tooMuch(mostBytes);
    const part = `${path}.part`;
    try {
      await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
      await writeFile(part, sample, { flush: true });
      await rename(part, path);
      await flushFolder(join(path, '..'));
    } catch (error) {
      await rm(part, { force: true });
      return { ok: false, failure: diskFailure(thing, error) };
    }
    this.#usedBytes += bytes;
    this.#count += 1;
    return succeed({ sha256, bytes, isNew: true });
  }

  /** The picture or sound, if it is there and what it was. */
  async read(sha256: string): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
    let read: Buffer<ArrayBuffer>;
    try {
      read = await readFile(this.pathOf(sha256));
    } catch (error) {
      return isMissing(error) ? gone(sha256, 'none') : { ok: false, failure: diskFailure(thing, error) };
    }
    return hashOf(read) === sha256 ? succeed(new Uint8Array(read)) : gone(sha256, 'a damaged one');
  }

  async remove(sha256: string): Promise<void> {
    const path = this.pathOf(sha256);
    const bytes = await sizeOf(path);
    await rm(path, { force: true });
    if (bytes === undefined) return;
    this.#usedBytes -= bytes;
    this.#count -= 1;
  }

  /** Hashes of all that is there; what a write left half-done is taken away. Counts anew what the files take. */
  async list(): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    this.#usedBytes = 0;
    for (const entry of await readdir(this.#folder, { withFileTypes: true, recursive: true }).catch(() => [])) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const sha256 = `${path.slice(this.#folder.length + 1, this.#folder.length + 3)}${entry.name.slice(0, 62)}`;
      if (entry.name.endsWith('.part')) await rm(path, { force: true });
      else if (isName(entry.name) && path === this.#named(sha256, kindOfName(entry.name))) {
        found.add(sha256);
        this.#usedBytes += (await sizeOf(path)) ?? 0;
      }
    }
    this.#count = found.size;
    return found;
  }

  #named(sha256: string, ending: SampleKind['ending']): string {
    return join(this.#folder, sha256.slice(0, 2), `${sha256.slice(2)}${ending}`);
  }
}

const kindOfName = (name: string): SampleKind['ending'] => (name.endsWith('.wav') ? '.wav' : '.jpg');
const hashOf = (sample: Uint8Array): string => createHash('sha256').update(sample).digest('hex');

const sizeOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ size }) => size,
    () => undefined,
  );

/** Without it a power cut may take the name away while the content stands. */
async function flushFolder(folder: string): Promise<void> {
  // Windows opens no folders; there the rename itself is written through.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

const tooMuch = (mostBytes: number): Outcome<never> =>
  fail('disk_full', {
    thing,
    expected: `at most ${Math.floor(mostBytes / 2 ** 20)} MiB together`,
    received: 'as much already',
    remedy: 'Raise the limit in the sampling settings, or label and export what waits.',
  });

const gone = (sha256: string, received: string): Outcome<never> =>
  fail('not_found', {
    thing: `Sample ${sha256.slice(0, 12)}`,
    expected: 'its file on the disk',
    received,
    remedy: 'Put it back from a backup; until then its item is set aside.',
  });
