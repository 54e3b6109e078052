import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

interface Setup {
  holdSetupLock(work: () => Promise<void>, lock: string): Promise<void>;
}
const { holdSetupLock }: Setup = await import(new URL('../../../main/setup/lock.mjs', import.meta.url).href);

let folder: string;
let lock: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'caracal-lock-'));
  lock = path.join(folder, 'setup.lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The lock as a set-up with this number would have left it. */
function leaveLock(pid: number, beatAt = new Date()): void {
  mkdirSync(lock);
  writeFileSync(path.join(lock, 'pid'), String(pid));
  utimesSync(path.join(lock, 'pid'), beatAt, beatAt);
}

describe('the lock of the set-up', () => {
  it('lets two that start together work one after the other', async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside -= 1;
    };
    await Promise.all([holdSetupLock(work, lock), holdSetupLock(work, lock)]);
    expect({ most, left: existsSync(lock) }).toEqual({ most: 1, left: false });
  });

  it('is taken over from a process that died', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    leaveLock(pid);
    let done = false;
    await holdSetupLock(async () => {
      done = true;
    }, lock);
    expect(done).toBe(true);
  });

  it('is taken over after a power cut, where another process has got the number since', async () => {
    leaveLock(process.pid, new Date(Date.now() - 120_000));
    let done = false;
    await holdSetupLock(async () => {
      done = true;
    }, lock);
    expect(done).toBe(true);
  });

  it('is let go when the work fails', async () => {
    const failing = holdSetupLock(() => Promise.reject(new Error('no room')), lock);
    await expect(failing).rejects.toThrow('no room');
    expect(existsSync(lock)).toBe(false);
  });

  it('throws where its folder cannot hold it, for waiting would not help', async () => {
    writeFileSync(path.join(folder, 'file'), '');
    const held = holdSetupLock(() => Promise.resolve(), path.join(folder, 'file', 'setup.lock'));
    await expect(held).rejects.toThrow(/EEXIST|ENOTDIR/);
  });
});
