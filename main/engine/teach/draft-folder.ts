import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { goodPicture, teachDraft } from '../../../preload/contract/teach.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { fileFailure } from '../../models/file-failure.ts';
import type { TeachBuilt } from '../../workers/teach-protocol.ts';

const keptPicture = goodPicture.extend({ file: z.string().regex(/^[0-9a-f]{16}\.\w+$/) });
export type KeptPicture = z.infer<typeof keptPicture>;

const keptDraft = teachDraft.extend({
  pictures: z.array(keptPicture),
  /** Some of its pictures came from a line whose model looks at people. */
  ofPeople: z.boolean(),
  /** What the worker built of these very pictures; null while they may change. */
  built: z.custom<TeachBuilt>((value) => typeof value === 'object').nullable(),
});
export type KeptDraft = z.infer<typeof keptDraft>;

const draftFile = 'draft.json';

/** What is being taught, on the disk: each picture is there before it is shown as taken, so that a power cut costs none. */
export class DraftFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** An empty folder for a network that is being built. */
  get buildPath(): string {
    return join(this.path, 'build');
  }

  pathOf({ file }: Pick<KeptPicture, 'file'>): string {
    return join(this.path, file);
  }

  /** What was begun and not finished. Whatever else lies there was never told of as taken. */
  async read(): Promise<KeptDraft | null> {
    const text = await readFile(join(this.path, draftFile), 'utf8').catch(() => undefined);
    const draft = text === undefined ? undefined : keptDraft.safeParse(parsed(text)).data;
    if (draft === undefined) return null;
    const files = new Set(await readdir(this.path));
    return { ...draft, pictures: draft.pictures.filter(({ file }) => files.has(file)) };
  }

  write(draft: KeptDraft): Promise<Outcome<null>> {
    return this.#attempt(async () => {
      await mkdir(this.path, { recursive: true, mode: 0o700 });
      const part = join(this.path, `${draftFile}.part`);
      await writeFile(part, JSON.stringify(draft), { flush: true });
      await rename(part, join(this.path, draftFile));
      await using folder = await open(this.path, 'r');
      await folder.sync();
    });
  }

  async keep(jpeg: Uint8Array): Promise<Outcome<Pick<KeptPicture, 'id' | 'file'>>> {
    const id = createHash('sha256').update(jpeg).digest('hex').slice(0, 16);
    const file = `${id}.jpg`;
    const kept = await this.#attempt(() => writeFile(join(this.path, file), jpeg, { flush: true }));
    return kept.ok ? succeed({ id, file }) : kept;
  }

  async bytesOf(picture: KeptPicture): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
    try {
      return succeed(new Uint8Array(await readFile(this.pathOf(picture))));
    } catch {
      return fail('not_found', {
        thing: 'Picture of a good part',
        expected: 'one that is on the disk',
        received: 'none',
        remedy: 'Leave it out and take another one.',
      });
    }
  }

  emptyBuild(): Promise<Outcome<null>> {
    return this.#attempt(async () => {
      await rm(this.buildPath, { recursive: true, force: true });
      await mkdir(this.buildPath, { recursive: true, mode: 0o700 });
    });
  }

  remove(): Promise<Outcome<null>> {
    return this.#attempt(() => rm(this.path, { recursive: true, force: true }));
  }

  async #attempt(act: () => Promise<unknown>): Promise<Outcome<null>> {
    try {
      await act();
      return succeed(null);
    } catch (cause) {
      return fileFailure(cause, this.path, 'a folder for what is being taught');
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
