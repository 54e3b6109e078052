import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';

/** Pictures of parts that did not pass, in a folder for each batch: readable by the owner alone, gone with the batch. */
export class BatchPictures {
  readonly #root: string;

  constructor(dataFolder: string) {
    this.#root = join(dataFolder, 'batches');
  }

  /** Whole or not at all; a disk that is full leaves the part without a picture. */
  async keep(batchId: number, index: number, jpeg: Uint8Array): Promise<boolean> {
    const folder = this.#folderOf(batchId);
    const file = this.fileOf(batchId, index);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(`${file}.part`, jpeg, { mode: 0o600 });
      await rename(`${file}.part`, file);
      return true;
    } catch {
      await rm(`${file}.part`, { force: true }).catch(() => undefined);
      return false;
    }
  }

  /** Where it lies if it is kept. */
  fileOf(batchId: number, index: number): string {
    return join(this.#folderOf(batchId), `${index}.jpg`);
  }

  async drop(batchId: number, index: number): Promise<void> {
    await rm(this.fileOf(batchId, index), { force: true });
  }

  async dropAll(batchId: number): Promise<void> {
    await rm(this.#folderOf(batchId), { recursive: true, force: true });
  }

  async read(batchId: number, index: number): Promise<Outcome<Buffer<ArrayBuffer>>> {
    const jpeg = await readFile(this.fileOf(batchId, index)).catch(() => undefined);
    if (jpeg !== undefined) return succeed(jpeg);
    return fail('not_found', {
      thing: `Picture of part ${index} of batch ${batchId}`,
      expected: 'one that is kept',
      received: 'none',
      remedy: 'Only the worst parts keep their pictures, and none does of a model that looks at people.',
    });
  }

  #folderOf(batchId: number): string {
    return join(this.#root, String(batchId));
  }
}
