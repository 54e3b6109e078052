import { readdir, readlink } from 'node:fs/promises';
import path from 'node:path';

/** Where udev links cameras under names that stay: by maker and serial number, else by the socket. */
const linkFolders = ['/dev/v4l/by-id', '/dev/v4l/by-path'];

/** Names of cameras that stay when they are plugged in again, by the device path that each has now. */
export async function stableNames(folders: readonly string[] = linkFolders): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const folder of folders) {
    // Systems without udev have no such folder.
    for (const name of (await readdir(folder).catch(() => [])).toSorted()) {
      const link = path.join(folder, name);
      const target = await readlink(link).catch(() => undefined);
      const device = target === undefined ? undefined : path.resolve(folder, target);
      if (device !== undefined && !names.has(device)) names.set(device, link);
    }
  }
  return names;
}
