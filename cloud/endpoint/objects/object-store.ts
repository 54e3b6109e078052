import { createHash, randomBytes } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, type Outcome, succeed } from '../../../main/domain/outcome.ts';

/** What an upload that was cut off left behind is thrown away after so long; younger ones may be another endpoint's. */
const leftoverMs = 60 * 60 * 1000;

export interface ObjectStoreOptions {
  readonly folder: string;
  /** Nothing is taken that would leave less than this. */
  readonly floorBytes: number;
}

/** Pictures and sounds in a folder, each by its content hash. What has the name is whole and was on the disk before it was answered. */
export class ObjectStore {
  readonly #folder: string;
  readonly #incoming: string;
  readonly #floorBytes: number;

  constructor({ folder, floorBytes }: ObjectStoreOptions) {
    this.#folder = folder;
    this.#incoming = join(folder, 'incoming');
    this.#floorBytes = floorBytes;
  }

  async open(now: number): Promise<void> {
    await mkdir(this.#incoming, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.#incoming)) {
      const path = join(this.#incoming, name);
      const found = await stat(path).catch(() => undefined);
      if (found !== undefined && now - found.mtimeMs > leftoverMs) await rm(path, { force: true });
    }
  }

  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.#folder);
    return bavail * bsize;
  }

  /** Whether so many bytes may still be written here. */
  async room(bytes: number): Promise<Outcome<null>> {
    const free = await this.freeBytes();
    return free - bytes >= this.#floorBytes ? succeed(null) : diskFull;
  }

  async has(sha256: string, bytes: number): Promise<boolean> {
    return stat(this.#pathOf(sha256)).then(
      ({ size }) => size === bytes,
      () => false,
    );
  }

  /** The bytes of an object, read when they are needed; undefined where it is not here. */
  async blob(sha256: string): Promise<Blob | undefined> {
    return openAsBlob(this.#pathOf(sha256)).catch(() => undefined);
  }

  /** Takes exactly the bytes that the hash and the length promise, or leaves nothing behind. */
  async put(sha256: string, bytes: number, source: AsyncIterable<Uint8Array>): Promise<Outcome<null>> {
    const room = await this.room(bytes);
    if (!room.ok) return room;
    const fresh = join(this.#incoming, `${sha256}.${randomBytes(6).toString('hex')}`);
    const path = this.#pathOf(sha256);
    try {
      const written = await write(fresh, sha256, bytes, source);
      if (!written.ok) return written;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(fresh, path);
      await syncFolder(dirname(path));
    } catch (error) {
      return writeFailure(error);
    } finally {
      await rm(fresh, { force: true });
    }
    return succeed(null);
  }

  #pathOf(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2), sha256);
  }
}

async function write(
  path: string,
  sha256: string,
  bytes: number,
  source: AsyncIterable<Uint8Array>,
): Promise<Outcome<null>> {
  const hash = createHash('sha256');
  let taken = 0;
  await using file = await open(path, 'wx', 0o600);
  for await (const piece of source) {
    taken += piece.length;
    // Read on to its end and thrown away: a sender that is cut off does not hear why. The server's time limit ends it.
    if (taken > bytes) continue;
    hash.update(piece);
    await file.write(piece);
  }
  if (taken !== bytes) return wrongBytes(`${bytes} bytes`, taken > bytes ? 'more' : `${taken}`);
  const found = hash.digest('hex');
  if (found !== sha256) return wrongBytes(`content with the hash ${sha256}`, found);
  await file.sync();
  return succeed(null);
}

/** A new name is safe only once its folder is. Windows has no such step. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using folder = await open(path, 'r');
  await folder.sync();
}

const wrongBytes = (expected: string, received: string): Outcome<never> =>
  fail('hash_mismatch', {
    thing: 'sample',
    expected,
    received,
    remedy: 'Send the file again; where it stays so, it was changed at the station and its sample is to be set aside.',
  });

const diskFull = fail('disk_full', {
  thing: "The endpoint's folder of samples",
  expected: 'room for this sample',
  received: 'a full disk',
  remedy: 'Free some space on the disk of the endpoint; the sample can be sent again.',
});

function writeFailure(error: unknown): Outcome<never> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return diskFull;
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return fail('read_only', {
        thing: "The endpoint's folder of samples",
        expected: 'a folder that can be written',
        received: code,
        remedy: 'Give the account of the endpoint write access to it.',
      });
    case 'ECONNRESET':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return wrongBytes('the whole of it', 'a part, then the connection ended');
    default:
      throw error;
  }
}
