import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { house } from './places.mjs';

const beatMs = 5000;
/** A holder that was silent for so long is gone, even where another process has got its number since. */
const silentMs = 60_000;

const codeOf = (/** @type {unknown} */ error) => (error instanceof Error && 'code' in error ? error.code : undefined);

function isAlive(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another account's process may not be signalled, but it lives.
    return codeOf(error) === 'EPERM';
  }
}

/** False where somebody holds it; a folder that cannot be written throws, since waiting would not help. */
function take(/** @type {string} */ lock) {
  try {
    mkdirSync(lock);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(path.join(lock, 'pid'), String(process.pid));
  return true;
}

/** @returns {{ pid: number, isGone: boolean } | undefined} Undefined in the moment between the folder and its file. */
function holderOf(/** @type {string} */ lock) {
  try {
    const file = path.join(lock, 'pid');
    const pid = Number(readFileSync(file, 'utf8'));
    return { pid, isGone: !isAlive(pid) || Date.now() - statSync(file).mtimeMs > silentMs };
  } catch {
    return undefined;
  }
}

/** Two that find a dead lock at once both move it: who moved a fresh one puts it back. */
function clear(/** @type {string} */ lock) {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (holderOf(aside)?.isGone === false) renameSync(aside, lock);
  else rmSync(aside, { recursive: true, force: true });
}

/** Two commands started together set up one after the other; a lock left by a dead process is taken over. */
export async function holdSetupLock(
  /** @type {() => Promise<void>} */ work,
  lock = path.join(house, '.cache', 'setup.lock'),
) {
  mkdirSync(path.dirname(lock), { recursive: true });
  let told = false;
  for (let misses = 0; !take(lock); ) {
    const holder = holderOf(lock);
    misses = holder === undefined ? misses + 1 : 0;
    if (misses > 10 || holder?.isGone) clear(lock);
    else if (!told && holder !== undefined) {
      console.error(`  waiting for the set-up that process ${holder.pid} is doing`);
      told = true;
    }
    await sleep(300);
  }
  const beat = setInterval(() => utimesSync(path.join(lock, 'pid'), new Date(), new Date()), beatMs);
  try {
    await work();
  } finally {
    clearInterval(beat);
    rmSync(lock, { recursive: true, force: true });
  }
}
