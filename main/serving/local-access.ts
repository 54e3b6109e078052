import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const running = z.object({ pid: z.number().int().positive(), address: z.url() });
export type RunningStation = z.infer<typeof running>;

const stationFile = 'station.json';
const keyFile = 'local.key';

export interface LocalAccess {
  /** What lets a program of the same account in as admin. */
  readonly key: string;
  /** Tells where the running station is; only its own account can read the key. */
  publish(address: string): Promise<void>;
  revoke(): Promise<void>;
}

/** Who can read the data folder can do what the station does anyway, so the command line needs no password there. */
export function createLocalAccess(dataFolder: string): LocalAccess {
  const key = randomBytes(32).toString('base64url');
  const write = async (name: string, text: string): Promise<void> => {
    const file = join(dataFolder, name);
    const fresh = `${file}.${process.pid}`;
    await writeFile(fresh, text, { mode: 0o600 });
    await rename(fresh, file);
  };
  return {
    key,
    publish: async (address) => {
      await write(keyFile, key);
      await write(stationFile, JSON.stringify({ pid: process.pid, address } satisfies RunningStation));
    },
    revoke: async () => {
      await rm(join(dataFolder, stationFile), { force: true });
      await rm(join(dataFolder, keyFile), { force: true });
    },
  };
}

/** The station that runs on a data folder, where there is one; what a crash left behind does not count. */
export async function findStation(
  dataFolder: string,
): Promise<(RunningStation & { readonly key: string }) | undefined> {
  const text = await readFile(join(dataFolder, stationFile), 'utf8').catch(() => '');
  const key = await readFile(join(dataFolder, keyFile), 'utf8').catch(() => '');
  const station = readRunning(text);
  if (station === undefined || key === '' || !isAlive(station.pid)) return undefined;
  return { ...station, key };
}

function readRunning(text: string): RunningStation | undefined {
  try {
    return running.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another account's process may not be signalled, but it lives.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
