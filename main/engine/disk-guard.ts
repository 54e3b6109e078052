import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from './clock.ts';

export interface Disk {
  readonly freeBytes: number;
  readonly usedBytes: number;
}

export interface DiskGuardOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly everyMs: number;
  /** Below so much free space the station says so. */
  readonly floorBytes: number;
  readonly say: (state: 'ready' | 'degraded', note: string) => void;
}

/** Looks after the room that is left where the station writes. */
export class DiskGuard {
  readonly #options: DiskGuardOptions;
  #disk: Disk = { freeBytes: 0, usedBytes: 0 };
  #cancel: () => void = () => {};
  #isStopped = false;

  constructor(options: DiskGuardOptions) {
    this.#options = options;
  }

  get disk(): Disk {
    return this.#disk;
  }

  async look(): Promise<void> {
    const { folder, clock, everyMs, floorBytes, say } = this.#options;
    const freeBytes = await freeBytesAt(folder);
    this.#disk = { freeBytes: freeBytes ?? 0, usedBytes: await bytesIn(folder) };
    if (freeBytes === undefined)
      say('degraded', `The data folder ${folder} cannot be looked at any more; is its disk still there?`);
    else if (freeBytes >= floorBytes) say('ready', '');
    else
      say(
        'degraded',
        `Only ${mebibytes(freeBytes)} are free where the station writes, below its floor of ${mebibytes(floorBytes)}: make room.`,
      );
    if (!this.#isStopped) this.#cancel = clock.after(everyMs, () => void this.look());
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }
}

const mebibytes = (bytes: number): string => `${Math.floor(bytes / 2 ** 20)} MiB`;

const freeBytesAt = (folder: string): Promise<number | undefined> =>
  statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => undefined,
  );

/** Files come and go while they are counted, so one that is gone counts nothing. */
async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(({ parentPath, name }) =>
      stat(join(parentPath, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
