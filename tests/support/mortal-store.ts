import { existsSync, rmSync } from 'node:fs';
import { isMainThread, workerData } from 'node:worker_threads';

/** Read before any program: the thread of a store ends as soon as a file beside its database says so, and nothing else does. */
const file: unknown = isMainThread ? undefined : workerData?.file;
if (typeof file === 'string' && file.endsWith('station.db')) {
  const wish = `${file}.die`;
  setInterval(() => {
    if (!existsSync(wish)) return;
    rmSync(wish);
    process.exit(7);
  }, 50).unref();
}
