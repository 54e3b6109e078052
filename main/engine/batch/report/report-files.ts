import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Outcome, succeed } from '../../../domain/outcome.ts';
import { diskFailure } from '../../../learning/disk-failure.ts';
import type { Slices } from './report-slices.ts';

/** Longer than anybody takes to fetch one. */
const keptMs = 600_000;

/** Reports while they are fetched, as files of the owner's own: none is in memory as a whole before it is sent. */
export class ReportFiles {
  readonly #folder: string;
  readonly #now: () => number;

  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
  }

  /** Where the next one is written to; those that were fetched long ago go. */
  async fresh(batchId: number, extension: string): Promise<Outcome<string>> {
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      return { ok: false, failure: diskFailure('The folder of reports', error) };
    }
    await this.sweep();
    return succeed(join(this.#folder, `${batchId}-${randomUUID()}.${extension}`));
  }

  async sweep(): Promise<void> {
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const file = join(this.#folder, name);
      const written = await stat(file).catch(() => undefined);
      if (written !== undefined && Math.abs(this.#now() - written.mtimeMs) > keptMs) await this.drop(file);
    }
  }

  /** All of a batch that is forgotten. */
  async dropOf(batchId: number): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names) if (name.startsWith(`${batchId}-`)) await this.drop(join(this.#folder, name));
  }

  /** What does not come to its end leaves nothing behind. */
  async drop(file: string): Promise<void> {
    await rm(file, { force: true });
  }

  /** Slice by slice as they come, so that no more than one is in memory. */
  async write(file: string, slices: Slices): Promise<Outcome<null>> {
    try {
      const handle = await open(file, 'wx', 0o600);
      try {
        for await (const slice of slices) {
          if (!slice.ok) return slice;
          await handle.writeFile(slice.value);
        }
      } finally {
        await handle.close();
      }
    } catch (error) {
      return { ok: false, failure: diskFailure('The report', error) };
    }
    return succeed(null);
  }

  /** Read from the disk by whoever sends it, as it is sent. */
  async told(file: string, name: string, type: string): Promise<File> {
    return new File([await openAsBlob(file)], name, { type });
  }
}
