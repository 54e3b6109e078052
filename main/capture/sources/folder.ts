import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PictureSourceSettings } from '../../../preload/contract/sources.ts';
import type { Frame, FrameSource, SourceEnd, SourceFormat } from '../../domain/frame.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { succeed } from '../../domain/outcome.ts';
import { inOrder } from '../list-pictures.ts';
import { Pause } from '../pause.ts';
import type { SourceOptions } from '../source-options.ts';
import { monotonicMs } from '../stamp.ts';
import { unreachable } from '../unreachable.ts';
import { isPictureName, readPicture } from './picture-file.ts';

export type FolderSettings = Extract<PictureSourceSettings, { kind: 'folder' }>;

const usualFramesPerSecond = 2;
const lookAgainMs = 500;
/** What was written to this lately may still be being copied. */
const settledAfterMs = 2_000;

/** Pictures of a folder in the order of their names, then whichever are put there later. */
class FolderSource implements FrameSource {
  readonly #folder: string;
  readonly #intervalMs: number;
  readonly #options: SourceOptions;
  readonly #pause = new Pause();
  #seen = new Set<string>();
  #growing = new Map<string, number>();
  /** Pictures that did not decode, with the size that they had: one that grows since was a copy under way. */
  readonly #broken = new Map<string, number>();
  #running: Promise<void> = Promise.resolve();

  constructor(settings: FolderSettings, options: SourceOptions) {
    this.#folder = settings.path;
    this.#intervalMs = 1000 / (settings.fps ?? usualFramesPerSecond);
    this.#options = options;
  }

  async open(deliver: (frame: Frame) => void, ended: (end: SourceEnd) => void): Promise<Outcome<SourceFormat>> {
    const names = await this.#names();
    if (names === undefined) {
      return unreachable(
        `Folder ${this.#folder}`,
        'a folder that this station may read',
        'none such',
        'Check the path and its permissions.',
      );
    }
    this.#running = this.#run(await this.#settled(names), deliver, ended);
    return succeed({ width: 0, height: 0, framesPerSecond: 1000 / this.#intervalMs, format: 'pictures' });
  }

  async close(): Promise<void> {
    this.#pause.end();
    await this.#running;
  }

  async #run(
    first: readonly string[],
    deliver: (frame: Frame) => void,
    ended: (end: SourceEnd) => void,
  ): Promise<void> {
    let names: readonly string[] | undefined = first;
    while (!this.#pause.over) {
      if (names === undefined) return ended({ kind: 'failed', note: `Folder ${this.#folder} is gone` });
      for (const name of names) {
        if (this.#pause.over) return;
        const startedAt = monotonicMs();
        this.#seen.add(name);
        await this.#show(name, deliver);
        await this.#pause.for(startedAt + this.#intervalMs - monotonicMs());
      }
      await this.#pause.for(lookAgainMs);
      names = await this.#complete();
    }
  }

  async #show(name: string, deliver: (frame: Frame) => void): Promise<void> {
    const file = path.join(this.#folder, name);
    const picture = await readPicture(file);
    if (picture.ok) {
      if (!this.#pause.over) deliver({ ...this.#options.stamper.next(), ...picture.value, part: undefined });
      return;
    }
    const info = await stat(file).catch(() => undefined);
    if (info !== undefined) this.#broken.set(name, info.size);
    this.#options.skipped(picture.failure.message);
  }

  /** Those that nobody has written to lately; the others are looked at again like new ones. */
  async #settled(names: readonly string[]): Promise<readonly string[]> {
    const infos = await Promise.all(names.map((name) => stat(path.join(this.#folder, name)).catch(() => undefined)));
    return names.filter((name, index) => {
      const info = infos[index];
      if (info === undefined) return false;
      const isSettled = Math.abs(Date.now() - info.mtimeMs) > settledAfterMs;
      if (!isSettled) this.#growing.set(name, info.size);
      return isSettled;
    });
  }

  /** New pictures whose size no longer changes: one that is still being copied waits for the next look. */
  async #complete(): Promise<readonly string[] | undefined> {
    const names = await this.#names();
    if (names === undefined) return undefined;
    this.#seen = new Set(names.filter((name) => this.#seen.has(name)));
    const open = names.filter((name) => !this.#seen.has(name) || this.#broken.has(name));
    const sizes = new Map<string, number>();
    for (const name of open) {
      const info = await stat(path.join(this.#folder, name)).catch(() => undefined);
      if (info !== undefined && info.size !== this.#broken.get(name)) sizes.set(name, info.size);
    }
    const complete = open.filter((name) => sizes.has(name) && sizes.get(name) === this.#growing.get(name));
    this.#growing = sizes;
    for (const name of complete) this.#broken.delete(name);
    return complete;
  }

  async #names(): Promise<readonly string[] | undefined> {
    const names = await readdir(this.#folder).catch(() => undefined);
    return names === undefined ? undefined : inOrder(names.filter(isPictureName));
  }
}

export const openFolder = (settings: FolderSettings, options: SourceOptions): FrameSource =>
  new FolderSource(settings, options);
