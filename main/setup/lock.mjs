import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { house } from './places.mjs';

const lock = path.join(house, '.cache', 'setup.lock');

function isAlive(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function take() {
  try {
    mkdirSync(lock, { recursive: false });
  } catch {
    return false;
  }
  writeFileSync(path.join(lock, 'pid'), String(process.pid));
  return true;
}

function holder() {
  try {
    return Number(readFileSync(path.join(lock, 'pid'), 'utf8'));
  } catch {
    return Number.NaN;
  }
}

/** Two commands started together set up one after the other; a lock left by a dead process is taken over. */
export async function holdSetupLock(/** @type {() => Promise<void>} */ work) {
  mkdirSync(path.dirname(lock), { recursive: true });
  let told = false;
  for (let misses = 0; !take(); ) {
    const pid = holder();
    misses = Number.isNaN(pid) ? misses + 1 : 0;
    if (misses > 10 || (!Number.isNaN(pid) && !isAlive(pid))) rmSync(lock, { recursive: true, force: true });
    else if (!told && !Number.isNaN(pid)) {
      console.error(`  waiting for the set-up that process ${pid} is doing`);
      told = true;
    }
    await sleep(300);
  }
  try {
    await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}
